import { readFileSync } from 'node:fs';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { BANDS, PURPOSES } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import type { Booking } from '../queries/bookings.ts';
import type { Space } from '../queries/spaces.ts';
import type { VisitOfDay } from '../queries/visits.ts';
import { BookingTable, type NameOf } from './bookings.tsx';
import { Errors } from './parts.tsx';

const CSS = readFileSync(new URL('desk.css', import.meta.url), 'utf8');

export interface DeskPageProps {
  readonly space: Space;
  readonly visits: readonly VisitOfDay[];
  readonly bookings: readonly Booking[];
  readonly nameOf: NameOf;
  readonly dayCode: string;
  /** Makes the form that is sent twice one visit. */
  readonly eventId: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** The id of the visit that was just counted, or what else was done. */
  readonly done: string | undefined;
  readonly script: string;
}

/** The whole desk without a script; with one, visits wait on the device when the network is away. */
export function DeskPage(props: DeskPageProps) {
  const { space, visits, bookings, nameOf, dayCode, values, errors, script } = props;
  const { lang, nonce } = useFrame();
  const { desk: m, labels } = texts(lang);
  const path = `/spaces/${space.id}/desk`;
  const count = visits.reduce((sum, { people }) => sum + people, 0);
  return (
    <>
      <style nonce={nonce} dangerouslySetInnerHTML={{ __html: CSS }} />
      <Done path={path} done={props.done} />
      <Errors errors={errors} />
      <space-desk
        data-worker="/spaces/worker.js"
        data-events={`${path}/events`}
        data-token={`${path}/token.json`}
        data-count={count}
      >
        <p class="rf-tap__count">
          <strong data-part="count">{m.today(count)}</strong>
        </p>
        <p data-part="status" role="status" class="rf-soft" />
        <Form action={`${path}/visit`}>
          <input type="hidden" name="event" value={props.eventId} />
          <fieldset class="rf-tap">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{m.who}</legend>
            {BANDS.map((band) => (
              <label key={band} class="rf-tap__choice">
                <input
                  type="radio"
                  name="band"
                  value={band}
                  checked={values.band === band}
                  required={!values.card}
                />
                <span>{labels.bands[band]}</span>
              </label>
            ))}
          </fieldset>
          <Details summary={m.group} open={Boolean(values.card) || (values.people ?? '1') !== '1'}>
            <TextField
              name="people"
              label={m.people}
              hint={m.peopleHint}
              value={values.people ?? '1'}
              error={errors.people}
              inputmode="numeric"
              width="short"
            />
            <TextField
              name="card"
              label={m.card}
              hint={m.cardHint}
              value={values.card}
              error={errors.card}
              width="medium"
              maxlength={12}
              spellcheck={false}
              autocomplete="off"
            />
          </Details>
          <fieldset class="rf-tap">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{m.what}</legend>
            {PURPOSES.map((purpose) => (
              <Button key={purpose} name="purpose" value={purpose} size="large">
                {labels.purposes[purpose]}
              </Button>
            ))}
          </fieldset>
        </Form>
      </space-desk>
      <h2 class="govuk-heading-m">{m.dayCode}</h2>
      <p class="rf-tap__code">{dayCode}</p>
      <p class="govuk-body">{m.dayCodeHelp}</p>
      <h2 class="govuk-heading-m">{m.bookings}</h2>
      <BookingTable space={space} bookings={bookings} nameOf={nameOf} back="desk" />
      <script type="module" src={script} nonce={nonce} />
    </>
  );
}

function Done({ path, done }: { readonly path: string; readonly done: string | undefined }) {
  const { desk: m } = texts(useFrame().lang);
  if (!done) return null;
  if (done === 'again' || done === 'undone') {
    return (
      <Notice tone="info">
        <p>{m[done]}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="success">
      <Form action={`${path}/undo`}>
        {m.done}{' '}
        <Button variant="secondary" name="event" value={done}>
          {m.undo}
        </Button>
      </Form>
    </Notice>
  );
}
