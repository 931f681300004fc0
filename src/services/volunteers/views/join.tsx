import type { FieldErrors } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { type Consents, PURPOSES } from '../domain/consent.ts';
import { texts } from '../messages/index.ts';
import type { NextStep } from '../missions-part.ts';
import {
  CertificateChoices,
  EffortChoice,
  EquipmentChoices,
  LanguageChoices,
  SkillChoices,
  WeeklyGrid,
} from './choices.tsx';
import { Question } from './question.tsx';

export const RADII = [5, 10, 20, 30, 50, 100, 200, 1000] as const;

export function JoinIntro() {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
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
  readonly button: string;
}

export function IdentityPage({ values, errors, candidates, button }: IdentityProps) {
  const { join: m } = texts(useFrame().lang);
  return (
    <Question errors={errors} button={button}>
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
    </Question>
  );
}

export interface AbilitiesProps {
  readonly skills: readonly number[];
  readonly certificates: readonly number[];
  readonly equipment: readonly string[];
  readonly effort: string;
  readonly languages: readonly string[];
  /** Certificates are ticked at sign-up; afterwards each has a page of its own. */
  readonly signingUp: boolean;
  readonly button: string;
}

export function AbilitiesPage(props: AbilitiesProps) {
  return (
    <Question button={props.button}>
      <SkillChoices held={props.skills} />
      {props.signingUp ? <CertificateChoices held={props.certificates} /> : null}
      <EquipmentChoices held={props.equipment} />
      <EffortChoice value={props.effort} />
      <LanguageChoices held={props.languages} />
    </Question>
  );
}

/** One box per purpose, each with the sentence that its wording version names. */
export function ConsentBoxes({
  consents,
  minor,
  legendHidden = false,
}: {
  readonly consents: Consents;
  readonly minor: boolean;
  /** Where the h1 says the same. */
  readonly legendHidden?: boolean;
}) {
  const { join: m } = texts(useFrame().lang);
  return (
    <fieldset class="govuk-fieldset">
      <legend
        class={
          legendHidden
            ? 'govuk-visually-hidden'
            : 'govuk-fieldset__legend govuk-fieldset__legend--m'
        }
      >
        {m.consents}
      </legend>
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
    <Question errors={errors} button={m.finish}>
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
    </Question>
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
    <Question errors={errors} action="/volunteer/phone" button={m.phoneSend}>
      <PhoneField value={phone} error={errors.phone} />
    </Question>
  );
}

export function PhoneCodePage({ errors }: { readonly errors: FieldErrors }) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <Question
        errors={errors}
        action="/volunteer/phone/code"
        button={m.codeCheck}
        beside={
          <a class="govuk-link" href="/volunteer/join/done">
            {m.codeLater}
          </a>
        }
      >
        <TextField
          name="code"
          label={m.code}
          width="short"
          inputmode="numeric"
          autocomplete="one-time-code"
          spellcheck={false}
          error={errors.code}
        />
      </Question>
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
      {refused ? <Notice tone="caution">{m.guardianRefused}</Notice> : null}
      {asked ? (
        <Notice tone="success" title={m.guardianAskedTitle}>
          <p>{m.guardianAsked(asked)}</p>
        </Notice>
      ) : null}
      <Question
        errors={errors}
        action="/volunteer/guardian"
        button={m.guardianSend}
        variant={asked ? 'secondary' : 'primary'}
      >
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
      </Question>
    </>
  );
}

export function DonePage({
  notCalled,
  missions,
  phone,
  certificates,
}: {
  /** Why this person will not be called in a crisis, so that nobody waits for a call in vain. */
  readonly notCalled: string | undefined;
  readonly missions: NextStep | undefined;
  readonly phone: boolean;
  readonly certificates: boolean;
}) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <Notice tone="success">
        <p>{m.doneText}</p>
      </Notice>
      {missions ? (
        <p class="govuk-body">
          {missions.text}{' '}
          <a class="govuk-link" href={missions.href}>
            {missions.link}
          </a>
        </p>
      ) : null}
      {notCalled ? (
        <Notice tone="caution">
          <p>
            {notCalled} <a href="/volunteer/consents">{m.doneNotCalled}</a>
          </p>
        </Notice>
      ) : null}
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
