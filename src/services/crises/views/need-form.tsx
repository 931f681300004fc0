import { useFrame } from '#platform/http/frame.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ChoiceGroup } from '#platform/ui/field/field.tsx';
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
import type { Holder } from '../holders.ts';
import { texts } from '../messages/index.ts';
import type { Need, Site } from '../queries/needs.ts';
import { Errors, type FormState } from './crisis-form.tsx';
import { Meanwhile } from './need-meanwhile.tsx';

export interface NeedFormProps extends FormState {
  readonly sites: readonly Site[];
  /** The need that is changed; undefined when it is added. */
  readonly need: Need | undefined;
  /** Associations that may be in charge, on the day of the form. */
  readonly holders: readonly Holder[];
  readonly timeZone: string;
  /** People have been called for this shift: it cannot move. */
  readonly locked: boolean;
  /** Somebody else has saved this since; `values` are what this officer typed. */
  readonly meanwhile?: FormState['values'] | undefined;
}

const DEADLINES = ['30', '60', '120', '240', '720', '1440'] as const;

export function NeedForm(props: NeedFormProps) {
  const { values, errors, need, locked, timeZone } = props;
  const { lang } = useFrame();
  const m = texts(lang).need.form;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <Errors errors={errors} />
      {props.meanwhile ? <Meanwhile {...props} meanwhile={props.meanwhile} /> : null}
      {locked ? <Notice tone="info">{m.locked}</Notice> : null}
      <Form>
        {need ? <input type="hidden" name="version" value={values.version} /> : null}
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
        <div class="rf-row">
          <DateField {...field('date')} label={m.date} />
          <TextField {...field('starts')} label={m.starts} type="time" width="medium" />
          <TextField {...field('ends')} label={m.ends} type="time" width="medium" />
        </div>
        <p class="govuk-hint">
          {m.ends_hint} {timeZone === DEFAULT_TIME_ZONE ? null : m.time_zone(timeZone)}
        </p>
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
        <HolderField {...props} />
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

/** A site of the crisis, or the name of a new one; also of the intake of spontaneous volunteers. */
export function SiteFields({
  values,
  errors,
  sites,
}: Pick<NeedFormProps, 'values' | 'errors' | 'sites'>) {
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

function HolderField({ values, errors, holders }: NeedFormProps) {
  const m = texts(useFrame().lang).need.form;
  const chosen = values.holder ?? '';
  const known = holders.some(({ id }) => id === chosen);
  return (
    <Select
      name="holder"
      label={m.holder}
      hint={holders.length === 0 ? m.no_holder : m.holder_hint}
      value={chosen}
      error={errors.holder}
      options={[
        { value: '', label: m.holder_none },
        ...holders.map(({ id, name, types }) => ({
          value: id,
          label: m.holder_item(name, types.join(', ')),
        })),
        ...(chosen !== '' && !known ? [{ value: chosen, label: m.holder_kept }] : []),
      ]}
    />
  );
}

const CHOICES = 3;

/** Text with the browser's own suggestions: quick to type, and a wrong word gets an error that helps. */
function AbilityChoices(props: {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  /** One of them is enough. */
  readonly either?: boolean;
  readonly value: string | undefined;
  readonly error: string | undefined;
}) {
  const { name, legend, hint, either = false, value, error } = props;
  const m = texts(useFrame().lang).need.form;
  const typed = (value ?? '').split('\n');
  return (
    <ChoiceGroup name={name} legend={legend} hint={hint} error={error}>
      <div class="rf-row">
        {Array.from({ length: Math.max(CHOICES, typed.length) }, (_, index) => {
          const id = index === 0 ? name : `${name}-${index + 1}`;
          return (
            <p key={id}>
              <label class="rf-soft" for={id}>
                {index === 0 || !either
                  ? m.choice(index + 1)
                  : `${m.or.trim()} ${m.choice(index + 1).toLowerCase()}`}
              </label>
              <input
                id={id}
                name={`${name}[]`}
                type="text"
                list="abilities"
                class="govuk-input"
                value={typed[index] ?? ''}
                autocomplete="off"
                spellcheck={false}
              />
            </p>
          );
        })}
      </div>
    </ChoiceGroup>
  );
}

function SkillFields({ values, errors }: NeedFormProps) {
  const { lang } = useFrame();
  const m = texts(lang).need.form;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <datalist id="abilities">
        {[...CERTIFICATE_KINDS, ...SKILLS].map(({ id }) => (
          <option key={id} value={abilityLabel(lang, id)} />
        ))}
      </datalist>
      <h2 class="govuk-heading-m">{m.required_title}</h2>
      <p class="govuk-hint">{m.required_hint}</p>
      {[1, 2, 3].map((n) => (
        <AbilityChoices key={n} {...field(`required${n}`)} legend={m.required(n)} either />
      ))}
      <AbilityChoices {...field('preferred')} legend={m.preferred} hint={m.preferred_hint} />
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
        values={(values.gear ?? '').split('\n')}
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
      <Form action={action}>
        {need.status === 'open' ? (
          <>
            <p>{m.close_hint}</p>
            <Button variant="secondary" name="move" value="close">
              {m.close}
            </Button>
          </>
        ) : (
          <Button variant="secondary" name="move" value="reopen">
            {m.reopen}
          </Button>
        )}
        <p>{m.cancel_hint}</p>
        <Button variant="warning" name="move" value="cancel">
          {m.cancel}
        </Button>
      </Form>
    </section>
  );
}
