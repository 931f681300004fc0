import type { FieldErrors } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { type Consents, PURPOSES } from '../domain/consent.ts';
import { texts } from '../messages/index.ts';
import {
  CertificateChoices,
  EffortChoice,
  EquipmentChoices,
  LanguageChoices,
  SkillChoices,
  WeeklyGrid,
} from './choices.tsx';
import { summaryOf } from './form-errors.ts';

export const RADII = [5, 10, 20, 30, 50, 100, 200, 1000] as const;

export function JoinIntro() {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <p class="govuk-body-l">{m.lead}</p>
      <ul class="govuk-list govuk-list--bullet">
        {m.intro.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Button href={`/sign-in?next=${encodeURIComponent('/volunteer/join')}`}>{m.begin}</Button>
      <p class="govuk-hint">{m.beginHint}</p>
    </>
  );
}

export function ClaimPage({ firstName }: { readonly firstName: string }) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <p class="govuk-body">{m.claimText(firstName)}</p>
      <Form action="/volunteer/claim">
        <Button>{m.claimYes}</Button>
      </Form>
    </>
  );
}

export function StepLabel({ step }: { readonly step: number }) {
  const { join: m } = texts(useFrame().lang);
  return <p class="govuk-caption-l">{m.step(step)}</p>;
}

export interface IdentityValues {
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string;
  readonly commune: string;
  readonly radius: string;
}

export interface IdentityProps {
  readonly values: IdentityValues;
  readonly errors: FieldErrors;
  /** Communes to choose from when the text fits several. */
  readonly candidates: readonly { readonly value: string; readonly label: string }[];
  readonly step?: number;
  readonly button: string;
}

export function IdentityPage({ values, errors, candidates, step, button }: IdentityProps) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      {step ? <StepLabel step={step} /> : null}
      <Form>
        <TextField
          name="first_name"
          label={m.firstName}
          value={values.firstName}
          error={errors.first_name}
          autocomplete="given-name"
          spellcheck={false}
        />
        <TextField
          name="last_name"
          label={m.lastName}
          value={values.lastName}
          error={errors.last_name}
          autocomplete="family-name"
          spellcheck={false}
        />
        <DateField
          name="birth_date"
          label={m.birthDate}
          hint={m.birthDateHint}
          value={values.birthDate}
          error={errors.birth_date}
          autocomplete="bday"
        />
        <TextField
          name="commune"
          label={m.commune}
          hint={m.communeHint}
          value={values.commune}
          error={candidates.length > 0 ? undefined : errors.commune}
          autocomplete="address-level2"
          spellcheck={false}
        />
        {candidates.length > 0 ? (
          <Radios
            name="commune_code"
            legend={m.communeChoice}
            items={candidates}
            error={errors.commune_code}
          />
        ) : null}
        <Select
          name="radius"
          label={m.radius}
          options={RADII.map((km) => ({ value: String(km), label: m.km(km) }))}
          value={values.radius}
          error={errors.radius}
        />
        <Button>{button}</Button>
      </Form>
    </>
  );
}

export interface AbilitiesProps {
  readonly skills: readonly number[];
  readonly certificates: readonly number[];
  readonly equipment: readonly string[];
  readonly effort: string;
  readonly languages: readonly string[];
  readonly errors: FieldErrors;
  readonly step?: number;
  readonly button: string;
}

export function AbilitiesPage(props: AbilitiesProps) {
  return (
    <>
      <ErrorSummary errors={summaryOf(props.errors)} />
      {props.step ? <StepLabel step={props.step} /> : null}
      <Form>
        <SkillChoices held={props.skills} />
        {props.step ? <CertificateChoices held={props.certificates} /> : null}
        <EquipmentChoices held={props.equipment} />
        <EffortChoice value={props.effort} error={props.errors.effort} />
        <LanguageChoices held={props.languages} />
        <Button>{props.button}</Button>
      </Form>
    </>
  );
}

/** One box per purpose, each with the sentence that its wording version names. */
export function ConsentBoxes({
  consents,
  minor,
}: {
  readonly consents: Consents;
  readonly minor: boolean;
}) {
  const { join: m } = texts(useFrame().lang);
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{m.consents}</legend>
      <p class="govuk-hint">{m.consentsHint}</p>
      {PURPOSES.map((purpose) =>
        purpose === 'crisis' && minor ? (
          <p class="govuk-hint" key={purpose}>
            {m.consentMinor}
          </p>
        ) : (
          <Checkbox
            key={purpose}
            name={`consent_${purpose}`}
            label={m.consentSentences[purpose]}
            checked={consents[purpose]}
          />
        ),
      )}
    </fieldset>
  );
}

export interface LastStepProps {
  readonly weekly: number;
  readonly crisisOnly: boolean;
  readonly phone: string;
  readonly consents: Consents;
  readonly minor: boolean;
  readonly errors: FieldErrors;
}

export function LastStepPage({
  weekly,
  crisisOnly,
  phone,
  consents,
  minor,
  errors,
}: LastStepProps) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <StepLabel step={3} />
      <Form>
        <WeeklyGrid weekly={weekly} />
        {minor ? null : (
          <Checkbox
            name="crisis_only"
            label={m.crisisOnly}
            hint={m.crisisOnlyHint}
            checked={crisisOnly}
          />
        )}
        <PhoneField value={phone} error={errors.phone} />
        <ConsentBoxes consents={consents} minor={minor} />
        <Button>{m.finish}</Button>
      </Form>
    </>
  );
}

export function PhoneField({
  value,
  error,
}: {
  readonly value: string;
  readonly error?: string | undefined;
}) {
  const { join: m } = texts(useFrame().lang);
  return (
    <TextField
      name="phone"
      label={m.phone}
      hint={m.phoneHint}
      type="tel"
      inputmode="tel"
      autocomplete="tel"
      width="medium"
      value={value}
      error={error}
    />
  );
}

export function PhonePage({
  phone,
  errors,
}: {
  readonly phone: string;
  readonly errors: FieldErrors;
}) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <Form action="/volunteer/phone">
        <PhoneField value={phone} error={errors.phone} />
        <Button>{m.phoneSend}</Button>
      </Form>
    </>
  );
}

export function PhoneCodePage({
  phone,
  errors,
}: {
  readonly phone: string;
  readonly errors: FieldErrors;
}) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <p class="govuk-body">{m.codeLead(phone)}</p>
      <Form action="/volunteer/phone/code">
        <TextField
          name="code"
          label={m.code}
          width="short"
          inputmode="numeric"
          autocomplete="one-time-code"
          spellcheck={false}
          error={errors.code}
        />
        <div class="govuk-button-group">
          <Button>{m.codeCheck}</Button>
          <a class="govuk-link" href="/volunteer/join/done">
            {m.codeLater}
          </a>
        </div>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href="/volunteer/phone">
          {m.codeAgain}
        </a>
      </p>
    </>
  );
}

export interface GuardianProps {
  readonly values: { readonly name: string; readonly email: string };
  readonly asked: string | undefined;
  readonly refused: boolean;
  readonly errors: FieldErrors;
}

export function GuardianPage({ values, asked, refused, errors }: GuardianProps) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      {refused ? <Notice tone="caution">{m.guardianRefused}</Notice> : null}
      {asked ? (
        <Notice tone="success" title={m.guardianAskedTitle}>
          <p>{m.guardianAsked(asked)}</p>
        </Notice>
      ) : (
        <p class="govuk-body">{m.guardianLead}</p>
      )}
      <Form action="/volunteer/guardian">
        <TextField
          name="guardian_name"
          label={m.guardianName}
          value={values.name}
          error={errors.guardian_name}
          spellcheck={false}
        />
        <TextField
          name="guardian_email"
          label={m.guardianEmail}
          type="email"
          value={values.email}
          error={errors.guardian_email}
          spellcheck={false}
        />
        <Button variant={asked ? 'secondary' : 'primary'}>{m.guardianSend}</Button>
      </Form>
    </>
  );
}

export function DonePage({
  phone,
  certificates,
}: {
  readonly phone: boolean;
  readonly certificates: boolean;
}) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <Notice tone="success">
        <p>{m.doneText}</p>
      </Notice>
      {phone || certificates ? (
        <>
          <h2 class="govuk-heading-m">{m.doneNext}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {phone ? (
              <li>
                <a class="govuk-link" href="/volunteer/phone">
                  {m.donePhone}
                </a>
              </li>
            ) : null}
            {certificates ? (
              <li>
                <a class="govuk-link" href="/volunteer/certificates">
                  {m.doneCertificates}
                </a>
              </li>
            ) : null}
          </ul>
        </>
      ) : null}
      <Button href="/volunteer">{m.doneProfile}</Button>
    </>
  );
}
