import { shownCode, verifyPath } from '#platform/credentials/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { minutesText } from '../domain/hours.ts';
import { texts } from '../messages/index.ts';
import { writtenDay } from '../proof/written-day.ts';
import type { HoursEntry } from '../queries/hours.ts';
import type { WorkPartProps } from './work.tsx';

export function Hours(props: WorkPartProps) {
  const { application, side, hours } = props;
  const { lang } = useFrame();
  const m = texts(lang).application;
  const mayComplete =
    side === 'association' &&
    (application.state === 'delivered' || application.state === 'accepted');
  const confirmed = hours.filter(({ confirmedAt }) => confirmedAt !== null);
  return (
    <>
      <h3 class="govuk-heading-s">{m.hoursTitle}</h3>
      {hours.length === 0 ? <p class="govuk-body">{m.noHours}</p> : <Entries hours={hours} />}
      {mayComplete ? <CompleteForm {...props} /> : null}
      {side === 'association' && confirmed.length > 0 ? (
        <CorrectForm {...props} hours={confirmed} />
      ) : null}
      {side === 'volunteer' && confirmed.some((entry) => entry.confirmedMinutes !== 0) ? (
        <Certificate {...props} />
      ) : null}
    </>
  );
}

function Entries({ hours }: Pick<WorkPartProps, 'hours'>) {
  const { lang } = useFrame();
  const { application: m, proof } = texts(lang);
  return (
    <Table
      caption={m.hoursTitle}
      captionHidden
      columns={[
        { key: 'day', label: m.day },
        { key: 'declared', label: m.declared, numeric: true },
        { key: 'confirmed', label: m.confirmed, numeric: true },
      ]}
      rows={hours.map((entry) => ({
        key: entry.id,
        cells: [
          <>
            <Time at={entry.day} />
            {entry.correction ? (
              <>
                <br />
                {proof.corrected} : {entry.correction}
              </>
            ) : null}
          </>,
          minutesText(entry.minutes),
          entry.confirmedMinutes === null ? m.notConfirmed : minutesText(entry.confirmedMinutes),
        ],
      }))}
    />
  );
}

function EntryFields({
  hours,
  values,
  errors,
}: Pick<WorkPartProps, 'hours' | 'values' | 'errors'>) {
  const { lang } = useFrame();
  const m = texts(lang);
  return hours.map((entry: HoursEntry) => {
    const name = `minutes-${entry.id}`;
    return (
      <TextField
        key={entry.id}
        name={name}
        label={m.proof.minutesOf(writtenDay(lang, entry.day))}
        value={values[name] ?? minutesText(entry.confirmedMinutes ?? entry.minutes)}
        error={errors[name]}
        width="short"
        maxlength={12}
      />
    );
  });
}

function CompleteForm({ base, hours, values, errors }: WorkPartProps) {
  const { lang } = useFrame();
  const m = texts(lang).application;
  const pending = hours.filter(({ confirmedAt }) => confirmedAt === null);
  return (
    <Form action={`${base}/complete`}>
      {pending.length > 0 ? <p class="govuk-hint">{m.completeHint}</p> : null}
      <EntryFields hours={pending} values={values} errors={errors} />
      <TextArea name="thanks" label={m.thanks} value={values.thanks} rows={2} maxlength={2000} />
      <Button>{m.complete}</Button>
    </Form>
  );
}

function CorrectForm({ base, hours, values, errors }: WorkPartProps) {
  const { lang } = useFrame();
  const m = texts(lang).proof;
  const isTried = values.why !== undefined;
  return (
    <Details summary={m.correct} open={isTried}>
      <p class="govuk-hint">{m.correctHint}</p>
      <Form action={`${base}/hours/correct`}>
        <EntryFields hours={hours} values={isTried ? values : {}} errors={isTried ? errors : {}} />
        <TextArea
          name="why"
          label={m.why}
          value={values.why}
          error={errors.why}
          rows={2}
          maxlength={500}
        />
        <Button variant="secondary">{m.correct}</Button>
      </Form>
    </Details>
  );
}

function Certificate({ base, certificates }: WorkPartProps) {
  const { lang } = useFrame();
  const m = texts(lang).proof;
  return (
    <>
      <h3 class="govuk-heading-s">{m.title}</h3>
      <p class="govuk-body">{certificates.length === 0 ? m.offer : m.given}</p>
      <Button href={`${base}/certificate.pdf`}>{m.download}</Button>
      {certificates.length > 0 ? (
        <ul class="govuk-list">
          {certificates.map((code) => (
            <li key={code}>
              <a class="govuk-link" href={verifyPath(code)}>
                {m.publicPage(shownCode(code))}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
