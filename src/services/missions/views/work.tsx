import { useFrame } from '#platform/http/frame.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { DueDate } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { Side } from '../actions/apply.ts';
import { minutesText } from '../domain/hours.ts';
import { CLAIM, ON_BOARD, TAKEN } from '../domain/states.ts';
import { texts } from '../messages/index.ts';
import type { Application } from '../queries/applications.ts';
import type { HoursEntry } from '../queries/hours.ts';
import type { Mission } from '../queries/missions.ts';
import type { Claim, Task, Work } from '../queries/work.ts';
import { Hours } from './hours.tsx';
import { CLAIM_TONES, Paragraphs } from './parts.tsx';

export interface WorkPartProps {
  readonly application: Application;
  readonly mission: Mission;
  readonly side: Side;
  readonly base: string;
  readonly tasks: readonly Task[];
  /** Of everybody, for the free ones. */
  readonly claims: readonly Claim[];
  readonly work: readonly Work[];
  readonly hours: readonly HoursEntry[];
  /** Codes of the volunteer's own certificates. */
  readonly certificates: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** Visible to both sides from the acceptance on, to nobody else ever. */
export function WorkPart(props: WorkPartProps) {
  const { application, side } = props;
  const { lang } = useFrame();
  const m = texts(lang).application;
  if (!ON_BOARD.has(application.state)) return null;
  return (
    <section aria-labelledby="work">
      <h2 id="work" class="govuk-heading-m">
        {m.work}
      </h2>
      {props.tasks.length > 0 ? <Tasks {...props} /> : null}
      <HandedIn {...props} />
      {side === 'volunteer' && application.state === 'accepted' ? <HandInForm {...props} /> : null}
      {side === 'association' && application.state === 'delivered' ? (
        <ChangesForm {...props} />
      ) : null}
      <Hours {...props} />
    </section>
  );
}

function Tasks(props: WorkPartProps) {
  const { application, side, base, tasks, claims, errors } = props;
  const { lang } = useFrame();
  const { application: m, labels } = texts(lang);
  const own = (task: Task) =>
    claims.find((c) => c.taskId === task.id && c.applicationId === application.id);
  const isWorking = side === 'volunteer' && application.state === 'accepted';
  return (
    <>
      <Table
        caption={m.tasks}
        captionHidden
        columns={[
          { key: 'task', label: m.task },
          { key: 'state', label: m.taskState },
          { key: 'act', label: m.taskAct },
        ]}
        rows={tasks.map((task) => {
          const claim = own(task);
          const others = claims.filter(
            (c) => c.taskId === task.id && c.applicationId !== application.id && TAKEN.has(c.state),
          ).length;
          const isFull = others >= task.volunteers;
          return {
            key: task.id,
            cells: [
              task.effortMinutes > 0
                ? `${task.title} · ${minutesText(task.effortMinutes)}`
                : task.title,
              claim && TAKEN.has(claim.state) ? (
                <>
                  <Tag tone={CLAIM_TONES[claim.state]}>{labels.claims[claim.state]}</Tag>
                  {claim.expiresAt ? (
                    <>
                      {' '}
                      {m.before} <DueDate at={claim.expiresAt} />
                    </>
                  ) : null}
                </>
              ) : isFull ? (
                m.takenByOthers
              ) : (
                m.free
              ),
              isWorking ? <TaskActs base={base} task={task} claim={claim} isFull={isFull} /> : '',
            ],
          };
        })}
      />
      {isWorking
        ? tasks
            .filter((task) => {
              const claim = own(task);
              return claim && allows(CLAIM, claim.state, 'submit');
            })
            .map((task) => (
              <Details
                key={task.id}
                summary={`${m.handInTask} : ${task.title}`}
                open={Object.keys(errors).some((field) => field.endsWith(task.id))}
              >
                <Form action={`${base}/tasks/${task.id}/hand-in`} multipart>
                  <WorkFields {...props} suffix={`-${task.id}`} />
                  <Button>{m.handInTask}</Button>
                </Form>
              </Details>
            ))
        : null}
      {side === 'association'
        ? tasks
            .filter((task) => own(task)?.state === 'submitted')
            .map((task) => (
              <Form key={task.id} action={`${base}/tasks/${task.id}/judge`}>
                <TextArea
                  name={`note-${task.id}`}
                  label={`${task.title} : ${m.changes}`}
                  error={errors[`note-${task.id}`]}
                  rows={2}
                  maxlength={2000}
                />
                <ButtonGroup>
                  <Button name="verdict" value="accepted">
                    {m.accept}
                  </Button>
                  <Button name="verdict" value="changes_asked" variant="secondary">
                    {m.askChanges}
                  </Button>
                </ButtonGroup>
              </Form>
            ))
        : null}
    </>
  );
}

function TaskActs({
  base,
  task,
  claim,
  isFull,
}: {
  readonly base: string;
  readonly task: Task;
  readonly claim: Claim | undefined;
  readonly isFull: boolean;
}) {
  const { lang } = useFrame();
  const m = texts(lang).application;
  const state = claim?.state ?? 'none';
  const acts = [
    ...(allows(CLAIM, state, 'claim') && !isFull ? [['claim', m.claim] as const] : []),
    ...(allows(CLAIM, state, 'start') ? [['start', m.start] as const] : []),
    ...(allows(CLAIM, state, 'give_back') ? [['give_back', m.giveBack] as const] : []),
  ];
  if (acts.length === 0) return null;
  return (
    <Form action={`${base}/tasks/${task.id}`}>
      <ButtonGroup>
        {acts.map(([event, text]) => (
          <Button key={event} name="event" value={event} variant="secondary">
            {text}
            <span class="govuk-visually-hidden"> {task.title}</span>
          </Button>
        ))}
      </ButtonGroup>
    </Form>
  );
}

function HandedIn({ work, tasks, base }: WorkPartProps) {
  const { lang } = useFrame();
  const { application: m, labels } = texts(lang);
  if (work.length === 0) return null;
  return (
    <ul class="govuk-list">
      {work.map((item) => (
        <li key={item.id}>
          <p class="govuk-body">
            <strong>{tasks.find(({ id }) => id === item.taskId)?.title ?? m.handedIn}</strong>{' '}
            {m.handedInAt} <Time at={item.handedInAt} />{' '}
            {item.verdict ? (
              <Tag tone={item.verdict === 'accepted' ? 'success' : 'caution'}>
                {labels.claims[item.verdict]}
              </Tag>
            ) : null}
          </p>
          <Paragraphs text={item.text} />
          {item.link ? (
            <p class="govuk-body">
              <a class="govuk-link" href={item.link} rel="noreferrer nofollow ugc">
                {item.link}
              </a>
            </p>
          ) : null}
          {item.fileId ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${base}/pieces/${item.id}/file`}>
                {item.fileName}
              </a>
            </p>
          ) : null}
          {item.note ? <Paragraphs text={item.note} /> : null}
        </li>
      ))}
    </ul>
  );
}

function WorkFields({
  values,
  errors,
  suffix = '',
}: Pick<WorkPartProps, 'values' | 'errors'> & { readonly suffix?: string }) {
  const { lang } = useFrame();
  const m = texts(lang).application;
  const field = (name: string) => ({
    name: `${name}${suffix}`,
    value: values[`${name}${suffix}`],
    error: errors[`${name}${suffix}`],
  });
  return (
    <>
      <TextArea {...field('text')} label={m.text} rows={5} maxlength={8000} />
      <TextField {...field('link')} label={m.link} hint={m.linkHint} type="url" maxlength={500} />
      <FileField
        name={`file${suffix}`}
        label={m.file}
        hint={m.fileHint}
        error={errors[`file${suffix}`]}
        accept=".pdf,.docx,.odt,image/jpeg,image/png"
      />
    </>
  );
}

function HoursFields({ values, errors }: Pick<WorkPartProps, 'values' | 'errors'>) {
  const { lang, now } = useFrame();
  const m = texts(lang).application;
  return (
    <>
      <TextField
        name="hours"
        label={m.hours}
        hint={m.hoursHint}
        value={values.hours}
        error={errors.hours}
        width="short"
        maxlength={12}
      />
      <DateField
        name="day"
        label={m.day}
        value={values.day ?? localDate(now)}
        error={errors.day}
        max={localDate(now)}
      />
    </>
  );
}

function HandInForm(props: WorkPartProps) {
  const { base, mission, values, errors } = props;
  const { lang } = useFrame();
  const m = texts(lang).application;
  return (
    <>
      <h3 class="govuk-heading-s">{mission.deliverable ? m.handIn : m.handInPresence}</h3>
      <p class="govuk-hint">{m.handInHint}</p>
      <Form action={`${base}/hand-in`} multipart>
        <WorkFields values={values} errors={errors} />
        <HoursFields values={values} errors={errors} />
        <Button>{m.handIn}</Button>
      </Form>
      <Details summary={m.addHours}>
        <Form action={`${base}/hours`}>
          <HoursFields values={{}} errors={{}} />
          <Button variant="secondary">{m.addHours}</Button>
        </Form>
      </Details>
    </>
  );
}

function ChangesForm({ base, errors }: WorkPartProps) {
  const { lang } = useFrame();
  const m = texts(lang).application;
  return (
    <Details summary={m.askChanges} open={errors.note !== undefined}>
      <Form action={`${base}/judge`}>
        <TextArea name="note" label={m.changes} error={errors.note} rows={3} maxlength={2000} />
        <Button name="verdict" value="changes_asked" variant="secondary">
          {m.askChanges}
        </Button>
      </Form>
    </Details>
  );
}
