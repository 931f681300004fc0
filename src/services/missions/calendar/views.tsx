import { useFrame } from '#platform/http/frame.ts';
import { localDate, localMinutes } from '#platform/kernel/dates.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { CalendarEvent } from '../domain/icalendar.ts';
import { texts } from '../messages/index.ts';
import type { Expected, Meeting } from '../queries/meetings.ts';
import type { Mission } from '../queries/missions.ts';
import { writtenMoment } from './written-moment.ts';

interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

interface MeetingsPageProps extends FormState {
  readonly mission: Mission;
  readonly zone: string;
  readonly meetings: readonly Meeting[];
}

export function MeetingsPage({ mission, zone, meetings, values, errors }: MeetingsPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).calendar;
  const base = `/missions/${mission.id}/meetings`;
  return (
    <>
      <Problems errors={errors} />
      {meetings.length === 0 ? (
        <EmptyState title={m.none}>
          <p>{m.noneHelp}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={m.meetings}
            captionHidden
            columns={[
              { key: 'when', label: m.when },
              { key: 'place', label: m.place },
            ]}
            rows={meetings.map((meeting) => ({
              key: meeting.id,
              cells: [
                <>
                  <a class="govuk-link" href={`${base}/${meeting.id}`}>
                    {writtenMoment(lang, meeting, zone)}
                  </a>{' '}
                  {meeting.cancelledAt ? <Tag tone="caution">{m.cancelled}</Tag> : null}
                </>,
                meeting.place,
              ],
            }))}
          />
          <Button href={`/missions/${mission.id}/calendar.ics`} variant="secondary">
            {m.download}
          </Button>
        </>
      )}
      <h2 class="govuk-heading-m">{m.add}</h2>
      <MeetingForm action={base} label={m.add} values={values} errors={errors} />
    </>
  );
}

function MeetingForm({
  action,
  label,
  values,
  errors,
}: FormState & { readonly action: string; readonly label: string }) {
  const { lang } = useFrame();
  const m = texts(lang).calendar;
  return (
    <Form action={action}>
      <DateField
        name="starts"
        label={m.starts}
        value={values.starts}
        error={errors.starts}
        withTime
      />
      <DateField name="ends" label={m.ends} value={values.ends} error={errors.ends} withTime />
      <TextField
        name="place"
        label={m.place}
        hint={m.placeHint}
        value={values.place}
        error={errors.place}
        maxlength={200}
      />
      <Button>{label}</Button>
    </Form>
  );
}

interface MeetingPageProps extends FormState {
  readonly mission: Mission;
  readonly zone: string;
  readonly meeting: Meeting;
  readonly people: readonly (Expected & { readonly firstName: string })[];
}

export function MeetingPage(props: MeetingPageProps) {
  const { mission, zone, meeting, people, values, errors } = props;
  const { lang, now } = useFrame();
  const m = texts(lang).calendar;
  const base = `/missions/${mission.id}/meetings/${meeting.id}`;
  const isBegun = meeting.startsAt <= now;
  return (
    <>
      <Problems errors={errors} />
      <p class="govuk-body">
        <strong>{writtenMoment(lang, meeting, zone)}</strong>
        {meeting.place ? ` · ${meeting.place}` : ''}{' '}
        {meeting.cancelledAt ? <Tag tone="caution">{m.cancelled}</Tag> : null}
      </p>
      <h2 class="govuk-heading-m">{m.people}</h2>
      {people.length === 0 ? <p class="govuk-body">{m.nobody}</p> : null}
      {isBegun && !meeting.cancelledAt ? (
        <Presence base={base} people={people} />
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {people.map(({ applicationId, firstName }) => (
            <li key={applicationId}>{firstName}</li>
          ))}
        </ul>
      )}
      {isBegun || meeting.cancelledAt ? null : (
        <>
          <Details summary={m.change} open={values.starts !== undefined}>
            <MeetingForm
              action={base}
              label={m.change}
              values={{
                starts: typedMoment(meeting.startsAt, zone),
                ends: typedMoment(meeting.endsAt, zone),
                place: meeting.place,
                ...values,
              }}
              errors={errors}
            />
          </Details>
          <Form action={`${base}/cancel`}>
            <Button variant="warning">{m.cancel}</Button>
          </Form>
        </>
      )}
    </>
  );
}

function Presence({ base, people }: Pick<MeetingPageProps, 'people'> & { readonly base: string }) {
  const { lang } = useFrame();
  const m = texts(lang).calendar;
  const open = people.filter(({ came }) => came === null);
  const said = people.filter(({ came }) => came !== null);
  return (
    <>
      {said.length > 0 ? (
        <ul class="govuk-list">
          {said.map(({ applicationId, firstName, came }) => (
            <li key={applicationId}>
              {firstName} <Tag tone={came ? 'success' : 'caution'}>{came ? m.came : m.missed}</Tag>
            </li>
          ))}
        </ul>
      ) : null}
      {open.length > 0 ? (
        <Form action={`${base}/presence`}>
          <p class="govuk-hint">{m.presenceHint}</p>
          {open.map(({ applicationId, firstName }) => (
            <Radios
              key={applicationId}
              name={`came-${applicationId}`}
              legend={firstName}
              inline
              items={[
                { value: 'yes', label: m.came },
                { value: 'no', label: m.missed },
              ]}
            />
          ))}
          <Button>{m.savePresence}</Button>
        </Form>
      ) : null}
    </>
  );
}

function Problems({ errors }: Pick<FormState, 'errors'>) {
  return (
    <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
  );
}

function typedMoment(at: Date, zone: string): string {
  const minutes = localMinutes(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${localDate(at, zone)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function OwnCalendarPage({
  events,
  madeAt,
  address,
}: {
  readonly events: readonly CalendarEvent[];
  /** Since when a secret address exists. */
  readonly madeAt: Date | undefined;
  readonly address: string | undefined;
}) {
  const { lang, now } = useFrame();
  const m = texts(lang).calendar;
  const today = localDate(now);
  const coming = events.filter(({ when }) =>
    'day' in when ? when.day >= today : when.endsAt > now,
  );
  return (
    <>
      {coming.length === 0 ? (
        <EmptyState title={m.ownNone} action={<Button href="/missions">{m.find}</Button>}>
          <p>{m.ownNoneHelp}</p>
        </EmptyState>
      ) : (
        <ul class="govuk-list">
          {coming.map((event) => (
            <li key={event.uid}>
              <strong>
                {'day' in event.when ? (
                  <Time at={event.when.day} />
                ) : (
                  writtenMoment(lang, event.when, event.when.timeZone)
                )}
              </strong>
              <br />
              <a class="govuk-link" href={event.link}>
                {event.title}
              </a>
              {event.place ? ` · ${event.place}` : ''}{' '}
              {event.cancelled ? <Tag tone="caution">{m.cancelled}</Tag> : null}
            </li>
          ))}
        </ul>
      )}
      <Button href="/missions/mine/calendar.ics" variant="secondary">
        {m.download}
      </Button>
      <h2 class="govuk-heading-m">{m.feed}</h2>
      {address ? (
        <Notice tone="success" title={m.feedMade}>
          <p>
            <code>{address}</code>
          </p>
          <p>{m.feedOnce}</p>
        </Notice>
      ) : (
        <p class="govuk-body">
          {madeAt ? (
            <>
              {m.feedSince} <Time at={madeAt} />. {m.feedRenewHelp}
            </>
          ) : (
            m.feedHelp
          )}
        </p>
      )}
      <Form action="/missions/mine/calendar">
        <ButtonGroup>
          <Button name="act" value="renew" variant="secondary">
            {madeAt ? m.renew : m.make}
          </Button>
          {madeAt ? (
            <Button name="act" value="stop" variant="warning">
              {m.stop}
            </Button>
          ) : null}
        </ButtonGroup>
      </Form>
    </>
  );
}
