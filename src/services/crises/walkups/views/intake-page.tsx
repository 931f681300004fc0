import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { FillBar } from '#platform/ui/fill-bar/fill-bar.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { WALK_UP_TASKS } from '../../domain/walk-up.ts';
import type { Holder } from '../../holders.ts';
import type { Briefing } from '../../queries/briefing.ts';
import type { Crisis } from '../../queries/crises.ts';
import type { IntakeOfCrisis, IntakeSlot } from '../../queries/intake.ts';
import type { Site } from '../../queries/needs.ts';
import { shiftText } from '../../shift-text.ts';
import { SiteFields } from '../../views/need-form.tsx';
import { isOver } from '../../views/words.tsx';
import { walkUpTexts } from '../messages/index.ts';
import { ownPath } from '../notices.ts';

export interface IntakePageProps {
  readonly crisis: Crisis;
  readonly intake: IntakeOfCrisis | undefined;
  readonly sites: readonly Site[];
  readonly slots: readonly IntakeSlot[];
  readonly holders: readonly Holder[];
  readonly briefing: Briefing | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly tomorrow: string;
  readonly publicUrl: string;
  /** The settings, in the place of the times. */
  readonly editing: boolean;
  readonly saved: boolean;
  readonly refused: {
    readonly form: 'settings' | 'slots' | undefined;
    readonly values: Readonly<Record<string, string>>;
    readonly errors: Readonly<Record<string, string>>;
    /** By slot. */
    readonly slotErrors: Readonly<Record<string, string>>;
  };
}

export function IntakePage(props: IntakePageProps) {
  const { crisis, intake, saved, refused, editing } = props;
  const m = walkUpTexts(useFrame().lang).intake;
  const errors = [
    ...Object.entries(refused.errors),
    ...Object.entries(refused.slotErrors).map(([id, message]) => [`places-${id}`, message]),
  ] as [string, string][];
  return (
    <>
      <ErrorSummary errors={errors.map(([field, message]) => ({ field, message }))} />
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      {isOver(crisis) ? (
        <Notice tone="info">
          <p>{m.over}</p>
        </Notice>
      ) : null}
      {intake ? <Head {...props} intake={intake} /> : null}
      {intake && !editing ? <Slots {...props} intake={intake} /> : null}
      {isOver(crisis) || (intake && !editing) ? null : (
        <>
          <h2>{intake ? m.settings_title : m.open_title}</h2>
          <Settings {...props} />
        </>
      )}
    </>
  );
}

/** The state in one glance, the one button that matters, and the ways out of the page. */
function Head({
  crisis,
  intake,
  publicUrl,
  editing,
}: IntakePageProps & { readonly intake: IntakeOfCrisis }) {
  const { lang } = useFrame();
  const m = walkUpTexts(lang).intake;
  const action = `/crises/${crisis.id}/intake/move`;
  const address = `${publicUrl}${ownPath(lang, intake.code)}`;
  return (
    <section>
      <p>
        <Tag tone={intake.state === 'open' ? 'success' : 'crisis'}>
          {intake.state === 'open' ? m.is_open : m.stopped}
        </Tag>{' '}
        {m.address} : <a href={address}>{address.replace(/^https?:\/\//, '')}</a>
      </p>
      <ButtonGroup>
        <Button variant="secondary" href={`/crises/${crisis.id}/intake/poster`}>
          {m.poster}
        </Button>
        <Button variant="secondary" href={`/crises/${crisis.id}/desk`}>
          {m.desk}
        </Button>
        <Button variant="secondary" href={`/crises/${crisis.id}/intake${editing ? '' : '?edit'}`}>
          {editing ? m.slots_title : m.settings_title}
        </Button>
      </ButtonGroup>
      {isOver(crisis) ? null : intake.state === 'open' ? (
        <Form action={action}>
          <Button variant="warning" size="large" name="event" value="stop">
            {m.stop}
          </Button>
          <p class="govuk-hint">{m.stop_hint}</p>
        </Form>
      ) : (
        <Form action={action}>
          <Button variant="secondary" name="event" value="reopen">
            {m.reopen}
          </Button>
          <p class="govuk-hint">{m.reopen_hint}</p>
        </Form>
      )}
    </section>
  );
}

function Slots(props: IntakePageProps & { readonly intake: IntakeOfCrisis }) {
  const { crisis, intake, slots, sites, refused, today } = props;
  const { lang } = useFrame();
  const m = walkUpTexts(lang).intake;
  const bySite = Map.groupBy(slots, ({ siteId }) => siteId);
  const values: Readonly<Record<string, string>> =
    refused.form === 'slots'
      ? refused.values
      : {
          date: today,
          from: intake.opens,
          to: intake.closes,
          length: '120',
          site: sites[0]?.id ?? 'new',
        };
  const errors = refused.form === 'slots' ? refused.errors : {};
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <section id="slots">
      <h2>{m.slots_title}</h2>
      {slots.length === 0 ? <p>{m.slots_none}</p> : null}
      {[...bySite].map(([siteId, here]) => (
        <div key={siteId}>
          <h3>{sites.find(({ id }) => id === siteId)?.name}</h3>
          <ul class="rf-needs">
            {here.map((slot) => (
              <SlotCard key={slot.id} {...props} slot={slot} />
            ))}
          </ul>
        </div>
      ))}
      {isOver(crisis) ? null : (
        <Details summary={m.slots_add} open={slots.length === 0 || refused.form === 'slots'}>
          <Form action={`/crises/${crisis.id}/intake/slots`}>
            <SiteFields values={values} errors={errors} sites={sites} />
            <div class="rf-row">
              <DateField {...field('date')} label={m.date} />
              <TextField {...field('from')} label={m.from} type="time" width="medium" />
              <TextField {...field('to')} label={m.to} type="time" width="medium" />
            </div>
            <Select
              {...field('length')}
              label={m.length}
              options={Object.entries(m.lengths).map(([value, label]) => ({ value, label }))}
            />
            <TextField
              {...field('places')}
              label={m.places}
              width="short"
              inputmode="numeric"
              maxlength={4}
            />
            <TextField {...field('bring')} label={m.bring} hint={m.bring_hint} maxlength={120} />
            <Button>{m.add}</Button>
          </Form>
        </Details>
      )}
    </section>
  );
}

function SlotCard({
  crisis,
  intake,
  slot,
  refused,
}: IntakePageProps & { readonly intake: IntakeOfCrisis; readonly slot: IntakeSlot }) {
  const { lang, now } = useFrame();
  const m = walkUpTexts(lang).intake;
  const when = shiftText(lang, { ...slot, timeZone: intake.timeZone }, 'short');
  const id = `places-${slot.id}`;
  const error = refused.slotErrors[slot.id];
  return (
    <li class="rf-need">
      <FillBar label={when} confirmed={slot.taken} places={slot.places} />
      {slot.bring ? <p class="rf-need__facts">{slot.bring}</p> : null}
      {isOver(crisis) || slot.endsAt < now ? null : (
        <Form action={`/crises/${crisis.id}/intake/slots/${slot.id}`}>
          {error ? <p class="govuk-error-message">{error}</p> : null}
          <label class="govuk-label" for={id}>
            {m.set_places}
            <span class="govuk-visually-hidden"> : {when}</span>
          </label>
          <input
            id={id}
            name="places"
            type="text"
            inputMode="numeric"
            class="govuk-input govuk-input--width-5"
            value={String(slot.places)}
          />{' '}
          <Button variant="secondary">{m.set}</Button>
        </Form>
      )}
    </li>
  );
}

function Settings(props: IntakePageProps) {
  const { crisis, intake, holders, briefing, sites, refused } = props;
  const { lang } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.intake;
  const values: Readonly<Record<string, string>> =
    refused.form === 'settings'
      ? refused.values
      : {
          site: intake?.receptionSiteId ?? sites[0]?.id ?? 'new',
          tasks: (intake?.tasks ?? ['clean_up']).join('\n'),
          holder: intake?.holderId ?? (holders.length === 1 ? (holders[0]?.id ?? '') : ''),
          minimum_age: String(intake?.minimumAge ?? 18),
          opens: intake?.opens ?? '08:00',
          closes: intake?.closes ?? '18:00',
          note: intake?.note ?? '',
          briefing: briefing?.text ?? m.briefing_default,
        };
  const errors = refused.form === 'settings' ? refused.errors : {};
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  const kept = intake && !holders.some(({ id }) => id === intake.holderId);
  return (
    <Form action={`/crises/${crisis.id}/intake`}>
      <h3>{m.reception}</h3>
      <SiteFields values={values} errors={errors} sites={sites} />
      <div class="rf-row">
        <TextField {...field('opens')} label={m.opens} type="time" width="medium" />
        <TextField {...field('closes')} label={m.closes} type="time" width="medium" />
      </div>
      <Checkboxes
        name="tasks"
        legend={m.tasks}
        columns
        values={(values.tasks ?? '').split('\n')}
        error={errors.tasks}
        items={WALK_UP_TASKS.map((value) => ({ value, label: t.tasks[value] }))}
      />
      <Select
        {...field('holder')}
        label={m.holder}
        hint={holders.length === 0 ? m.no_holder : m.holder_hint}
        options={[
          { value: '', label: m.holder_none },
          ...(kept ? [{ value: intake.holderId, label: '…' }] : []),
          ...holders.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        {...field('minimum_age')}
        label={m.age}
        hint={m.age_hint}
        width="short"
        inputmode="numeric"
      />
      <TextField {...field('note')} label={m.note} maxlength={200} />
      <TextArea
        {...field('briefing')}
        label={m.briefing}
        hint={`${m.briefing_hint}${briefing ? ` ${m.briefing_version(briefing.version)}` : ''}`}
        rows={6}
      />
      <Button>{intake ? m.save : m.open}</Button>
    </Form>
  );
}
