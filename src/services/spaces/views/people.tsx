import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { Member } from '../actions/people.ts';
import { TOPICS } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { type Invitation, SPACE_ROLES, type Training } from '../queries/people.ts';
import { dayText, Errors } from './parts.tsx';

export interface PeoplePageProps {
  readonly path: string;
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly saved: boolean;
}

export function PeoplePage(props: PeoplePageProps) {
  const { path, members, invitations, errors, saved } = props;
  const { people: m } = texts(useFrame().lang);
  return (
    <>
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <Errors errors={errors} />
      {members.length === 0 ? <p class="govuk-body">{m.none}</p> : <Members {...props} />}
      {invitations.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.invited}</h2>
          <ul class="govuk-list">
            {invitations.map(({ id, email, role, expiresAt }) => (
              <li key={id}>
                {email} ({m.roles[role]}, {m.until} <Time at={expiresAt} format="date" />)
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <InviteForm {...props} />
      {members.length > 0 ? <TrainingForm {...props} path={path} /> : null}
    </>
  );
}

function Members({ path, members }: PeoplePageProps) {
  const { people: m } = texts(useFrame().lang);
  return (
    <Table
      caption={m.title}
      captionHidden
      columns={[
        { key: 'name', label: m.name },
        { key: 'role', label: m.role },
        { key: 'training', label: m.training },
        { key: 'remove', label: m.remove },
      ]}
      rows={members.map((member) => ({
        key: member.grantId,
        cells: [
          member.name,
          m.roles[member.role],
          <Trainings trainings={member.trainings} />,
          <Form action={`${path}/remove`}>
            <Button variant="secondary" name="grant" value={member.grantId}>
              {m.remove}
              <span class="govuk-visually-hidden"> : {member.name}</span>
            </Button>
          </Form>,
        ],
      }))}
    />
  );
}

function Trainings({ trainings }: { readonly trainings: readonly Training[] }) {
  const { lang } = useFrame();
  const { people: m, labels } = texts(lang);
  if (trainings.length === 0) return <>{m.noTraining}</>;
  return (
    <ul class="govuk-list">
      {trainings.map(({ topic, trainer, day, minutes }, index) => (
        <li key={index}>
          {[labels.topics[topic], trainer, dayText(lang, day), m.minutes(minutes)]
            .filter(Boolean)
            .join(', ')}
        </li>
      ))}
    </ul>
  );
}

function InviteForm({ path, values, errors }: PeoplePageProps) {
  const { people: m } = texts(useFrame().lang);
  return (
    <>
      <h2 class="govuk-heading-m">{m.invite}</h2>
      <Form action={`${path}/invite`}>
        <TextField
          name="email"
          label={m.email}
          type="email"
          value={values.email}
          error={errors.email}
          maxlength={200}
        />
        <Radios
          name="role"
          legend={m.role}
          value={values.role ?? 'space_host'}
          error={errors.role}
          items={SPACE_ROLES.map((value) => ({ value, label: m.roles[value] }))}
        />
        <Button>{m.send}</Button>
      </Form>
    </>
  );
}

function TrainingForm({ path, members, values, errors }: PeoplePageProps) {
  const { people: m, labels } = texts(useFrame().lang);
  const people = [...new Map(members.map((one) => [one.accountId, one.name]))];
  return (
    <>
      <h2 class="govuk-heading-m">{m.addTraining}</h2>
      <Form action={`${path}/training`}>
        <Select
          name="who"
          label={m.who}
          value={values.who}
          error={errors.who}
          options={people.map(([value, label]) => ({ value, label }))}
        />
        <Select
          name="topic"
          label={m.topic}
          value={values.topic}
          error={errors.topic}
          options={TOPICS.map((value) => ({ value, label: labels.topics[value] }))}
        />
        <TextField name="trainer" label={m.trainer} value={values.trainer} maxlength={120} />
        <DateField name="day" label={m.day} value={values.day} error={errors.day} />
        <TextField
          name="hours"
          label={m.hours}
          value={values.hours}
          error={errors.hours}
          inputmode="decimal"
          width="short"
        />
        <Button variant="secondary">{m.saveTraining}</Button>
      </Form>
    </>
  );
}
