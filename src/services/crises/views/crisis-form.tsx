import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { HAZARDS } from '../domain/hazard.ts';
import { texts } from '../messages/index.ts';

/** What was typed, and what was wrong with it (translated), by field. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function Errors({ errors }: Pick<FormState, 'errors'>) {
  const list = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return list.length > 0 ? <ErrorSummary errors={list} /> : null;
}

export function CrisisForm({ values, errors }: FormState) {
  const { lang } = useFrame();
  const m = texts(lang).crisis;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <Errors errors={errors} />
      <Form>
        <TextField {...field('title')} label={m.form.name} hint={m.form.name_hint} maxlength={80} />
        <Select
          {...field('hazard')}
          label={m.form.hazard}
          options={[
            { value: '', label: m.form.hazard_choose },
            ...HAZARDS.map((value) => ({ value, label: m.hazards[value] })),
          ]}
        />
        <TextField
          {...field('agency')}
          label={m.form.agency}
          hint={m.form.agency_hint}
          maxlength={80}
        />
        <Radios
          {...field('zone_kind')}
          legend={m.form.where}
          items={(['departments', 'communes', 'circle'] as const).map((value) => ({
            value,
            label: m.form.zone_kind[value],
          }))}
        />
        <div data-choice="departments">
          <TextField
            {...field('departments')}
            label={m.form.departments}
            hint={m.form.departments_hint}
            width="medium"
          />
        </div>
        <div data-choice="communes">
          <TextArea
            {...field('communes')}
            label={m.form.communes}
            hint={m.form.communes_hint}
            rows={3}
            spellcheck={false}
          />
        </div>
        <div data-choice="circle">
          <TextField {...field('centre')} label={m.form.centre} width="medium" spellcheck={false} />
          <TextField
            {...field('radius')}
            label={m.form.radius}
            width="short"
            inputmode="numeric"
            suffix="km"
          />
        </div>
        <TextArea {...field('summary')} label={m.form.summary} rows={3} />
        <Checkbox
          name="exercise"
          label={m.form.exercise}
          hint={m.form.exercise_hint}
          checked={values.exercise === 'on'}
        />
        <ButtonGroup>
          <Button>{m.form.open}</Button>
          <Button variant="secondary" name="draft" value="on">
            {m.form.draft}
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}
