import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import {
  abilityLabel,
  CERTIFICATE_KINDS,
  EFFORTS,
  EQUIPMENT,
  equipmentLabel,
  SKILLS,
} from '#services/volunteers/index.ts';
import { texts } from '../messages/index.ts';
import type { Need, Site } from '../queries/needs.ts';
import { Errors, type FormState } from './crisis-form.tsx';

export interface NeedFormProps extends FormState {
  readonly sites: readonly Site[];
  /** The need that is changed; undefined when it is added. */
  readonly need: Need | undefined;
  /** People have been called for this shift: it cannot move. */
  readonly locked: boolean;
}

const DEADLINES = ['30', '60', '120', '240', '720', '1440'] as const;

export function NeedForm(props: NeedFormProps) {
  const { values, errors, need, locked } = props;
  const { lang } = useFrame();
  const m = texts(lang).need.form;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <Errors errors={errors} />
      {locked ? <Notice tone="info">{m.locked}</Notice> : null}
      <Form>
        <TextField
          {...field('position')}
          label={m.position}
          hint={m.position_hint}
          maxlength={60}
        />
        <TextField
          {...field('places')}
          label={m.places}
          width="short"
          inputmode="numeric"
          maxlength={4}
        />
        <SiteFields {...props} />
        <DateField {...field('date')} label={m.date} />
        <TextField {...field('starts')} label={m.starts} type="time" width="medium" />
        <TextField
          {...field('ends')}
          label={m.ends}
          hint={m.ends_hint}
          type="time"
          width="medium"
        />
        <Select
          {...field('deadline')}
          label={m.deadline}
          options={[
            ...(need ? [{ value: '', label: m.deadline_keep }] : []),
            ...DEADLINES.map((value) => ({ value, label: m.deadline_items[value] })),
          ]}
        />
        <TextArea {...field('tasks')} label={m.tasks} rows={2} />
        <TextField {...field('bring')} label={m.bring} hint={m.bring_hint} />
        <Details
          summary={m.skills_title}
          open={need !== undefined || Object.keys(errors).length > 0}
        >
          <SkillFields {...props} />
        </Details>
        <Button>{need ? m.edit_button : m.add_button}</Button>
      </Form>
    </>
  );
}

function SiteFields({ values, errors, sites }: NeedFormProps) {
  const m = texts(useFrame().lang).need.form;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      {sites.length > 0 ? (
        <Radios
          {...field('site')}
          legend={m.site}
          items={[
            ...sites.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'new', label: m.new_site },
          ]}
        />
      ) : (
        <input type="hidden" name="site" value="new" />
      )}
      <div data-choice="new">
        <TextField
          {...field('site_name')}
          label={m.site_name}
          hint={m.site_name_hint}
          maxlength={80}
        />
        <TextField {...field('site_commune')} label={m.site_commune} width="medium" />
        <TextField {...field('site_address')} label={m.site_address} maxlength={200} />
        <TextField {...field('site_access')} label={m.site_access} maxlength={200} />
      </div>
    </>
  );
}

function SkillFields({ values, errors }: NeedFormProps) {
  const { lang } = useFrame();
  const m = texts(lang).need.form;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  const options = [
    { value: '', label: m.none },
    ...[...CERTIFICATE_KINDS, ...SKILLS].map(({ id }) => ({
      value: String(id),
      label: abilityLabel(lang, id),
    })),
  ];
  return (
    <>
      {[1, 2, 3].map((n) => (
        <Select key={n} {...field(`required${n}`)} label={m.required(n)} options={options} />
      ))}
      <Select {...field('preferred')} label={m.preferred} options={options} />
      <Radios
        {...field('effort')}
        legend={m.effort}
        inline
        items={EFFORTS.map((value) => ({ value, label: m.efforts[value] }))}
      />
      <TextField
        {...field('minimum_age')}
        label={m.age}
        hint={m.age_hint}
        width="short"
        inputmode="numeric"
      />
      <Checkboxes
        name="gear"
        legend={m.gear}
        columns
        values={(values.gear ?? '').split(',')}
        items={EQUIPMENT.map((value) => ({ value, label: equipmentLabel(lang, value) }))}
      />
    </>
  );
}

/** Under the form of a need that exists: how to end it. */
export function NeedEnding({ need }: { readonly need: Need }) {
  const m = texts(useFrame().lang).need.form;
  const action = `/crises/${need.crisisId}/needs/${need.id}/move`;
  if (need.status === 'cancelled') return null;
  return (
    <section>
      <h2>{m.end_title}</h2>
      {need.status === 'open' ? (
        <Form action={action}>
          <p>{m.close_hint}</p>
          <Button variant="secondary" name="move" value="close">
            {m.close}
          </Button>
          <p>{m.cancel_hint}</p>
          <Button variant="warning" name="move" value="cancel">
            {m.cancel}
          </Button>
        </Form>
      ) : (
        <Form action={action}>
          <Button variant="secondary" name="move" value="reopen">
            {m.reopen}
          </Button>
        </Form>
      )}
    </section>
  );
}
