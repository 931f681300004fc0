import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox, Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form, GetForm } from '#platform/ui/form/form.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { abilityLabel, LANGUAGES, languageLabel, SKILLS } from '#services/volunteers/index.ts';
import {
  CONFIDENTIALITIES,
  DOMAINS,
  FAMILIES,
  type Family,
  PACES,
  REMOTE,
} from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';

export interface NeedFormProps {
  readonly family: Family;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** Translated, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly version?: number | undefined;
  readonly exampleHref?: string | undefined;
}

/** First page: the association, when there are several, and the kind of need. */
export function FamilyChoice({
  organisations,
}: {
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
}) {
  const { lang } = useFrame();
  const { form: m, labels } = texts(lang);
  const [only] = organisations;
  return (
    <GetForm action="/missions/new">
      {organisations.length > 1 ? (
        <Select
          name="organisation"
          label={m.association}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <input type="hidden" name="organisation" value={only?.id} />
      )}
      <Radios
        name="family"
        legend={m.choose}
        value="research"
        items={FAMILIES.map((value) => ({
          value,
          label: labels.families[value],
          hint: m.familyHints[value],
        }))}
      />
      <Button>{m.go}</Button>
    </GetForm>
  );
}

export function NeedForm({ family, values, errors, version, exampleHref }: NeedFormProps) {
  const { lang } = useFrame();
  const { form: m, labels } = texts(lang);
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const list = (name: string) => (Array.isArray(values[name]) ? values[name] : []);
  const field = (name: string) => ({ name, value: text(name), error: errors[name] });
  const skills = SKILLS.map(({ id }) => ({ value: String(id), label: abilityLabel(lang, id) }));
  const example = m.example[family];
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([name, message]) => ({ field: name, message }))}
      />
      <Details summary={`${m.examples} : ${example.title}`}>
        <p>{example.text}</p>
        {example.deliverable ? <p>{example.deliverable}</p> : null}
        {exampleHref ? (
          <p>
            <a class="govuk-link" href={exampleHref}>
              {m.useExample}
            </a>
          </p>
        ) : null}
      </Details>
      <Form>
        <input type="hidden" name="family" value={family} />
        {version === undefined ? null : <input type="hidden" name="version" value={version} />}
        <TextField {...field('title')} label={m.title} hint={m.titleHint} maxlength={100} />
        <TextArea
          {...field('description')}
          label={m.description}
          hint={m.descriptionHint}
          rows={9}
          maxlength={8000}
        />
        <TextArea
          {...field('deliverable')}
          label={m.deliverable}
          hint={m.deliverableHint}
          rows={2}
          maxlength={1000}
        />
        <Radios
          name="remote"
          legend={m.remote}
          value={text('remote')}
          error={errors.remote}
          items={REMOTE.map((value) => ({
            value,
            label: labels.remote[value],
            hint: m.remoteHints[value],
          }))}
        />
        <TextField {...field('commune')} label={m.commune} hint={m.communeHint} maxlength={80} />
        <Radios
          name="pace"
          legend={m.pace}
          value={text('pace')}
          error={errors.pace}
          items={PACES.map((value) => ({ value, label: labels.paces[value] }))}
        />
        <TextField
          {...field('effort')}
          label={m.effort}
          hint={m.effortHint}
          width="short"
          maxlength={12}
        />
        <DateField {...field('starts')} label={m.starts} />
        <DateField {...field('ends')} label={m.ends} />
        <TextField
          {...field('places')}
          label={m.places}
          type="number"
          inputmode="numeric"
          width="short"
          min={1}
          max={5000}
        />
        <Checkboxes
          name="skills"
          legend={m.skills}
          hint={m.skillsHint}
          values={list('skills')}
          items={skills}
          columns
        />
        <TextArea
          {...field('tasks')}
          label={m.tasks}
          hint={m.tasksHint}
          rows={4}
          maxlength={4000}
        />
        <Details summary={m.details} open={version !== undefined}>
          <Select
            {...field('domain')}
            label={m.domain}
            options={DOMAINS.map((value) => ({ value, label: labels.domains[value] ?? value }))}
          />
          <TextField {...field('tools')} label={m.tools} hint={m.toolsHint} maxlength={300} />
          <Checkbox
            name="first_come"
            label={m.firstCome}
            hint={m.firstComeHint}
            checked={text('first_come') === 'on'}
          />
          <Checkboxes
            name="required"
            legend={m.required}
            values={list('required')}
            items={skills}
            columns
          />
          <Checkboxes
            name="languages"
            legend={m.languages}
            values={list('languages')}
            items={LANGUAGES.filter((code) => code !== 'fr').map((code) => ({
              value: code,
              label: languageLabel(lang, code),
            }))}
            columns
          />
          <Radios
            name="confidentiality"
            legend={m.confidentiality}
            value={text('confidentiality') || 'none'}
            items={CONFIDENTIALITIES.map((value) => ({
              value,
              label: labels.confidentiality[value],
            }))}
          />
          <Checkbox name="minors" label={m.minors} checked={text('minors') === 'on'} />
          <Checkbox name="accessible" label={m.accessible} checked={text('accessible') === 'on'} />
        </Details>
        <Button>{m.save}</Button>
      </Form>
    </>
  );
}
