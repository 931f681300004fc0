import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox, Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { CAN } from '../../domain/walk-up.ts';
import type { IntakeOfCrisis } from '../../queries/intake.ts';
import { walkUpTexts } from '../messages/index.ts';
import { ownPath } from '../notices.ts';

export interface SignUpFormProps {
  readonly intake: IntakeOfCrisis;
  readonly holder: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** One minute on a phone: everything is on one page, and nothing typed is lost on an error. */
export function SignUpForm({ intake, holder, values, errors }: SignUpFormProps) {
  const { lang } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.visitor;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  const box = (name: string) => ({
    name,
    checked: values[name] !== undefined,
    error: errors[name],
  });
  const askBirthDate = intake.minimumAge > 18;
  const inGroup =
    Number(values.size || 1) > 1 || ['size', 'names', 'companions_age'].some((one) => errors[one]);
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([name, message]) => ({ field: name, message }))}
      />
      <OtherLanguage intake={intake} />
      <p>
        <strong>{m.dont_come_first}</strong>
      </p>
      <p>
        {m.wanted} : {intake.tasks.map((task) => t.tasks[task]).join(', ')}. {m.holder(holder)}
        {intake.note ? ` ${intake.note}` : null}
      </p>
      <Form action={ownPath(lang, intake.code)}>
        <TextField {...field('first_name')} label={m.first_name} autocomplete="given-name" />
        <TextField {...field('last_name')} label={m.last_name} autocomplete="family-name" />
        <TextField
          {...field('phone')}
          label={m.phone}
          hint={m.phone_hint}
          type="tel"
          autocomplete="tel"
        />
        <TextField {...field('commune')} label={m.commune} autocomplete="address-level2" />
        <Checkboxes
          name="can"
          legend={m.can}
          values={(values.can ?? '').split('\n')}
          items={CAN.map((value) => ({ value, label: t.can[value] }))}
        />
        <Radios
          name="when"
          legend={m.when}
          value={values.when ?? 'now'}
          items={(['now', 'tomorrow', 'date'] as const).map((value) => ({
            value,
            label: m.when_items[value],
          }))}
        />
        <DateField {...field('date')} label={m.date} />
        <Details summary={m.group} open={inGroup}>
          <p>{m.group_hint}</p>
          <TextField
            name="size"
            value={values.size ?? '1'}
            error={errors.size}
            label={m.size}
            inputmode="numeric"
            maxlength={2}
          />
          <TextField {...field('names')} label={m.names} />
          <Checkbox {...box('split')} label={m.split} />
          {askBirthDate ? (
            <Checkbox {...box('companions_age')} label={m.companions_age(intake.minimumAge)} />
          ) : null}
        </Details>
        {askBirthDate ? (
          <DateField
            {...field('birth_date')}
            label={m.birth_date}
            hint={m.birth_hint(intake.minimumAge)}
            autocomplete="bday"
          />
        ) : (
          <Checkbox {...box('adult')} label={m.adult} />
        )}
        <h2>{m.rules_title}</h2>
        <ul>
          {m.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <Checkbox {...box('rules')} label={m.rules_accept} />
        <Checkbox {...box('consent')} label={m.consent} />
        <p>
          <a href="/privacy">{m.consent_more}</a>
        </p>
        <Button size="large">{m.send}</Button>
      </Form>
    </>
  );
}

function OtherLanguage({ intake }: { readonly intake: IntakeOfCrisis }) {
  const { lang } = useFrame();
  const other = lang === 'fr' ? 'en' : 'fr';
  return (
    <p>
      <a href={ownPath(other, intake.code)} hreflang={other} lang={other}>
        {walkUpTexts(lang).visitor.other_language}
      </a>
    </p>
  );
}

/** A page with one thing to say. */
export function SignUpNotice(props: {
  readonly intake: IntakeOfCrisis;
  readonly tone: 'crisis' | 'info';
  readonly text: string;
}) {
  const { lang } = useFrame();
  return (
    <>
      <Notice tone={props.tone}>
        <p>{props.text}</p>
      </Notice>
      <p>
        <a href="/volunteer/join">{walkUpTexts(lang).visitor.join_register}</a>
      </p>
      <OtherLanguage intake={props.intake} />
    </>
  );
}
