import type { ComponentChildren } from 'preact';
import { useFrame } from '#platform/http/frame.ts';
import { addDays } from '#platform/kernel/dates.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { type Answers, CRITERIA, type Criterion, LONGEST_ANSWER } from '../domain/criteria.ts';
import { type Label, RENEWAL_DAYS, WRITABLE } from '../domain/label.ts';
import { texts } from '../messages/index.ts';
import type { Application, Evidence } from '../queries/applications.ts';
import type { RecordedLabelEvent } from '../queries/label.ts';
import { dayText, Errors, LabelTag } from './parts.tsx';

export interface LabelPageProps {
  readonly path: string;
  readonly label: Label;
  readonly events: readonly RecordedLabelEvent[];
  readonly application: Application | undefined;
  readonly evidence: readonly Evidence[];
  readonly mayBegin: boolean;
  readonly mayAppeal: boolean;
  /** Typed and not yet kept. */
  readonly answers: Answers | undefined;
  readonly errors: Readonly<Record<string, string>>;
  readonly said: 'saved' | 'sent' | undefined;
}

/** The label of a space, for those who keep it: where it stands, then the request. */
export function LabelPage(props: LabelPageProps) {
  const { path, label, events, application, mayBegin, errors, said } = props;
  const { lang } = useFrame();
  const { label: m } = texts(lang);
  return (
    <>
      {said ? (
        <Notice tone="success">
          <p>{m[said]}</p>
        </Notice>
      ) : null}
      <Errors errors={errors} />
      <p>
        <LabelTag state={label.state} />{' '}
        {label.until && label.state === 'labelled' ? m.until(dayText(lang, label.until)) : null}
      </p>
      {label.state === 'labelled' && label.until && !mayBegin && !application?.dueAt ? (
        <p class="govuk-body">{m.renewFrom(dayText(lang, addDays(label.until, -RENEWAL_DAYS)))}</p>
      ) : null}
      {mayBegin ? (
        <Form action={`${path}/begin`}>
          <p class="govuk-body">{m.noneHelp}</p>
          <Button>{label.state === 'labelled' ? m.beginRenewal : m.begin}</Button>
        </Form>
      ) : null}
      {application ? <Request {...props} application={application} /> : null}
      {events.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.history}</h2>
          <Timeline
            items={events.map((one) => ({
              time: one.recordedAt,
              title: m.events[one.event],
              text: one.reason || (one.until ? m.until(dayText(lang, one.until)) : undefined),
            }))}
          />
        </>
      ) : null}
    </>
  );
}

function Request(props: LabelPageProps & { readonly application: Application }) {
  const { application, mayAppeal, path, errors } = props;
  const { lang } = useFrame();
  const { label: m } = texts(lang);
  const isWritable = WRITABLE.has(application.state);
  const { dueAt } = application;
  return (
    <>
      <h2 class="govuk-heading-m">{m.request}</h2>
      <SummaryList
        rows={[
          { key: m.state, value: m.states[application.state] },
          ...(dueAt
            ? [{ key: isWritable ? m.dueYou : m.due, value: <Time at={dueAt} format="date" /> }]
            : []),
        ]}
      />
      {application.decisionNote ? (
        <Notice tone="info" title={m.note}>
          <p>{application.decisionNote}</p>
        </Notice>
      ) : null}
      {isWritable ? <Questionnaire {...props} /> : <AnswerList {...props} path={path} />}
      {mayAppeal ? (
        <>
          <h2 class="govuk-heading-m">{m.appeal}</h2>
          <p class="govuk-body">{m.appealHelp}</p>
          <Form action={`${path}/appeal`}>
            <TextArea
              name="appeal"
              label={m.appealReason}
              error={errors.appeal}
              rows={5}
              maxlength={LONGEST_ANSWER}
            />
            <Button>{m.appealSend}</Button>
          </Form>
        </>
      ) : null}
      {isWritable || application.state === 'submitted' || application.state === 'second_reading' ? (
        <Form action={`${path}/withdraw`}>
          <Button variant="secondary">{m.withdraw}</Button>
        </Form>
      ) : null}
    </>
  );
}

function Questionnaire(props: LabelPageProps & { readonly application: Application }) {
  const { application, answers = application.answers, path, evidence } = props;
  const { label: m } = texts(useFrame().lang);
  return (
    <Form multipart>
      <input type="hidden" name="version" value={String(application.version)} />
      {CRITERIA.map((criterion) => (
        <Question
          key={criterion.id}
          criterion={criterion}
          answer={answers[criterion.id] ?? ''}
          error={props.errors[criterion.id]}
          files={evidence.filter((one) => one.criterion === criterion.id)}
          path={path}
        />
      ))}
      <ButtonGroup>
        <Button name="next" value="save" variant="secondary">
          {m.save}
        </Button>
        <Button name="next" value="submit">
          {m.submit}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

interface QuestionProps {
  readonly criterion: Criterion;
  readonly answer: string;
  readonly error: string | undefined;
  readonly files: readonly Evidence[];
  readonly path: string;
}

function Question({ criterion, answer, error, files, path }: QuestionProps) {
  const { label: m } = texts(useFrame().lang);
  const { id } = criterion;
  const { label, hint, evidence } = m.questions[id];
  return (
    <>
      {criterion.answer === 'yes_no' ? (
        <Radios
          name={id}
          legend={label}
          hint={hint}
          value={answer}
          error={error}
          inline
          items={[
            { value: 'yes', label: m.yes },
            { value: 'no', label: m.no },
          ]}
        />
      ) : criterion.answer === 'number' ? (
        <TextField
          name={id}
          label={label}
          hint={hint}
          value={answer}
          error={error}
          inputmode="numeric"
          width="short"
        />
      ) : (
        <TextArea
          name={id}
          label={label}
          hint={hint}
          value={answer}
          error={error}
          rows={4}
          maxlength={LONGEST_ANSWER}
        />
      )}
      {evidence ? (
        <>
          {files.length > 0 ? (
            <ul class="govuk-list">
              {files.map((file) => (
                <li key={file.fileId}>
                  <FileLink file={file} path={path} />{' '}
                  <Button variant="secondary" name="remove" value={file.fileId}>
                    {m.remove}
                    <span class="govuk-visually-hidden"> : {file.name}</span>
                  </Button>
                </li>
              ))}
            </ul>
          ) : null}
          <FileField
            name={`file_${id}`}
            label={m.add(evidence)}
            accept="application/pdf,image/jpeg,image/png"
          />
        </>
      ) : null}
    </>
  );
}

export function FileLink({ file, path }: { readonly file: Evidence; readonly path: string }) {
  return (
    <a class="govuk-link" href={`${path}/files/${file.fileId}`}>
      {file.name}
    </a>
  );
}

/** The answers as they were given, with their documents. */
export function AnswerList({
  application,
  evidence,
  path,
}: Pick<LabelPageProps, 'evidence' | 'path'> & { readonly application: Application }) {
  const { label: m } = texts(useFrame().lang);
  return (
    <SummaryList
      rows={CRITERIA.map(({ id, answer }) => {
        const given = application.answers[id] ?? '';
        const files = evidence.filter((one) => one.criterion === id);
        const shown: ComponentChildren =
          answer === 'yes_no' && given !== '' ? (given === 'yes' ? m.yes : m.no) : given;
        return {
          key: m.questions[id].label,
          value: (
            <>
              {shown}
              {files.map((file) => (
                <span key={file.fileId}>
                  <br />
                  <FileLink file={file} path={path} />
                </span>
              ))}
            </>
          ),
        };
      })}
    />
  );
}
