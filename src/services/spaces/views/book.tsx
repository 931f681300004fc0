import { useFrame } from '#platform/http/frame.ts';
import { COLON } from '#platform/i18n/typography.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form, GetForm } from '#platform/ui/form/form.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import type { OfferedSlot } from '../actions/book.ts';
import { clockText } from '../domain/opening.ts';
import { BANDS } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { dayText, Errors } from './parts.tsx';

export interface SlotFormProps {
  readonly action: string;
  readonly day: DateString;
  readonly slots: readonly OfferedSlot[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Booked by a host for somebody else. */
  readonly forAnother: boolean;
}

export interface BookPageProps extends SlotFormProps {
  readonly path: string;
  /** Days on which something may be booked. */
  readonly days: readonly DateString[];
  readonly signedIn: boolean;
}

export function BookPage(props: BookPageProps) {
  const { path, day, days, slots, errors, signedIn } = props;
  const { lang } = useFrame();
  const { book: m } = texts(lang);
  return (
    <>
      <Errors errors={errors} />
      <GetForm action={path}>
        <Select
          name="day"
          label={m.day}
          value={day}
          options={days.map((value) => ({ value, label: dayText(lang, value) }))}
        />
        <Button variant="secondary">{m.see}</Button>
      </GetForm>
      {slots.length === 0 ? (
        <EmptyState title={m.noSlot}>
          <p>{m.noSlotHelp}</p>
        </EmptyState>
      ) : signedIn ? (
        <SlotForm {...props} />
      ) : (
        <>
          <ul class="govuk-list">
            {slots.map((slot) => (
              <li key={slot.starts}>
                {clockText(slot.starts, lang)}
                {COLON[lang]}
                <SlotWords slot={slot} />
              </li>
            ))}
          </ul>
          <Button href={`/sign-in?next=${encodeURIComponent(`${path}?day=${day}`)}`}>
            {m.signIn}
          </Button>
        </>
      )}
    </>
  );
}

function SlotWords({ slot }: { readonly slot: OfferedSlot }) {
  return <>{slotText(texts(useFrame().lang).book, slot)}</>;
}

function slotText(m: ReturnType<typeof texts>['book'], slot: OfferedSlot): string {
  const free = Math.max(slot.free, slot.freeAccessible);
  const words = free > 0 ? m.free(free) : m.full;
  return slot.audience === 'young' ? `${words} (${m.young})` : words;
}

export function SlotForm({ action, day, slots, values, errors, forAnother }: SlotFormProps) {
  const { lang } = useFrame();
  const { book: m, bookings, labels } = texts(lang);
  if (slots.length === 0) return <p class="govuk-body">{m.noSlot}</p>;
  return (
    <Form action={action}>
      <input type="hidden" name="day" value={day} />
      <Radios
        name="starts"
        legend={m.slot}
        value={values.starts}
        error={errors.starts}
        items={slots.map((slot) => ({
          value: String(slot.starts),
          label: clockText(slot.starts, lang),
          hint: slotText(m, slot),
        }))}
      />
      {forAnother ? (
        <TextField
          name="first_name"
          label={bookings.firstName}
          hint={bookings.firstNameHint}
          value={values.first_name}
          error={errors.first_name}
          width="medium"
          maxlength={40}
          autocomplete="off"
        />
      ) : null}
      <Radios
        name="band"
        legend={forAnother ? m.theirBand : m.band}
        hint={m.bandHint}
        value={values.band}
        error={errors.band}
        items={BANDS.map((value) => ({ value, label: labels.bands[value] }))}
      />
      <Checkbox
        name="with_adult"
        label={forAnother ? m.theirAdult : m.adult}
        checked={values.with_adult === 'on'}
      />
      <Checkbox
        name="accessible"
        label={forAnother ? m.theirNeed : m.accessible}
        checked={values.accessible === 'on'}
      />
      <Button>{m.send}</Button>
    </Form>
  );
}
