import type { FieldErrors } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { writtenDay } from '../actions/mails.ts';
import type { Consents } from '../domain/consent.ts';
import { texts } from '../messages/index.ts';
import type { EmergencyContact, KeptConsent, KeptException } from '../queries/abilities.ts';
import type { Volunteer } from '../queries/rows.ts';
import { ElsewhereChoices, WeeklyGrid } from './choices.tsx';
import { ConsentBoxes } from './join.tsx';
import { exceptionText } from './profile.tsx';
import { Question } from './question.tsx';

export interface AvailabilityProps {
  readonly own: Volunteer;
  readonly exceptions: readonly KeptException[];
  readonly errors: FieldErrors;
  readonly typed: { readonly firstDay: string; readonly lastDay: string; readonly kind: string };
  readonly until: string;
}

export function AvailabilityPage({ own, exceptions, errors, typed, until }: AvailabilityProps) {
  const { lang } = useFrame();
  const { profile: m, join } = texts(lang);
  return (
    <>
      <Question action="/volunteer/availability" errors={errors} button={m.save}>
        <WeeklyGrid weekly={own.weekly} />
        <Checkbox
          name="crisis_only"
          label={join.crisisOnly}
          hint={join.crisisOnlyHint}
          checked={own.crisisOnly}
        />
      </Question>
      <section id="exceptions">
        <h2 class="govuk-heading-m">{m.exceptions}</h2>
        {exceptions.length > 0 ? (
          <ul class="govuk-list">
            {exceptions.map((item) => (
              <li key={item.id}>
                <Form action="/volunteer/availability/exceptions/remove">
                  <input type="hidden" name="id" value={item.id} />
                  <span>{exceptionText(lang, item)} </span>
                  <Button variant="secondary">
                    {m.remove}
                    <span class="govuk-visually-hidden"> {exceptionText(lang, item)}</span>
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        ) : null}
        <h3 class="govuk-heading-s">{m.exceptionAdd}</h3>
        <Question action="/volunteer/availability/exceptions" button={m.add} variant="secondary">
          <DateField
            name="first_day"
            label={m.firstDay}
            value={typed.firstDay}
            error={errors.first_day}
          />
          <DateField
            name="last_day"
            label={m.lastDay}
            value={typed.lastDay}
            error={errors.last_day}
          />
          <Radios
            name="kind"
            legend={m.exceptionKind}
            items={(['unavailable', 'available'] as const).map((value) => ({
              value,
              label: m.exceptionKinds[value],
            }))}
            value={typed.kind}
            error={errors.kind}
          />
        </Question>
      </section>
      <section id="pause">
        <h2 class="govuk-heading-m">{m.pauseTitle}</h2>
        {own.pausedUntil ? (
          <Form action="/volunteer/resume">
            <p class="govuk-body">{m.pauseRunning(writtenDay(lang, own.pausedUntil))}</p>
            <Button variant="secondary">{m.pauseStop}</Button>
          </Form>
        ) : (
          <Question action="/volunteer/pause" button={m.pauseStart} variant="secondary">
            <p class="govuk-body">{m.pauseText}</p>
            <DateField name="until" label={m.pauseUntil} value={until} error={errors.until} />
          </Question>
        )}
      </section>
    </>
  );
}

export function ConsentsPage({
  consents,
  minor,
  history,
}: {
  readonly consents: Consents;
  readonly minor: boolean;
  readonly history: readonly KeptConsent[];
}) {
  const { profile: m } = texts(useFrame().lang);
  return (
    <>
      <Question button={m.save}>
        <ConsentBoxes consents={consents} minor={minor} legendHidden />
      </Question>
      <ConsentHistory history={history} />
    </>
  );
}

export function ConsentHistory({ history }: { readonly history: readonly KeptConsent[] }) {
  const { profile: m, labels } = texts(useFrame().lang);
  if (history.length === 0) return null;
  return (
    <Table
      caption={m.consentHistory}
      columns={[
        { key: 'at', label: m.consentWhen },
        { key: 'what', label: m.consentWhat },
        { key: 'how', label: m.consentHow },
        { key: 'version', label: m.consentVersion },
      ]}
      rows={history.map((item) => ({
        key: `${item.purpose}-${item.at.getTime()}-${item.given}`,
        cells: [
          <Time key="at" at={item.at} />,
          m.consentLine(labels.purposes[item.purpose], item.given),
          m.consentWays[item.how],
          m.consentText(item.wordingVersion),
        ],
      }))}
    />
  );
}

export function ChoicesPage({ own }: { readonly own: Volunteer }) {
  const { profile: m } = texts(useFrame().lang);
  return (
    <Question button={m.save}>
      <ElsewhereChoices held={own.elsewhere} />
      <Checkbox
        name="visible"
        label={m.visibilityBox}
        hint={m.visibilityHint}
        checked={own.visibleToAssociations}
      />
    </Question>
  );
}

export interface EmergencyProps {
  readonly values: EmergencyContact | undefined;
  readonly held: boolean;
  readonly errors: FieldErrors;
}

export function EmergencyPage({ values, held, errors }: EmergencyProps) {
  const { profile: m } = texts(useFrame().lang);
  return (
    <>
      <Question errors={errors} button={m.save}>
        <TextField
          name="name"
          label={m.emergencyName}
          value={values?.name}
          error={errors.name}
          spellcheck={false}
        />
        <TextField
          name="phone"
          label={m.emergencyPhone}
          type="tel"
          inputmode="tel"
          width="medium"
          value={values?.phone}
          error={errors.phone}
        />
        <TextField
          name="relation"
          label={m.emergencyRelation}
          value={values?.relation}
          error={errors.relation}
        />
      </Question>
      {held ? (
        <Form action="/volunteer/emergency/remove">
          <Button variant="secondary">{m.emergencyRemove}</Button>
        </Form>
      ) : null}
    </>
  );
}
