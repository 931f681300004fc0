import { renderSVG } from 'uqr';
import { useFrame } from '#platform/http/frame.ts';
import { localDate, localMinutes } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { clockText } from '../domain/opening.ts';
import { texts } from '../messages/index.ts';
import type { OwnBooking } from '../queries/bookings.ts';
import type { Space } from '../queries/spaces.ts';
import type { OwnVisit } from '../queries/visits.ts';
import { dayText, Errors } from './parts.tsx';

export interface MinePageProps {
  readonly card: string;
  readonly bookings: readonly OwnBooking[];
  readonly visits: readonly OwnVisit[];
  readonly said: 'erased' | 'cancelled' | 'booked' | undefined;
}

export function MinePage({ card, bookings, visits, said }: MinePageProps) {
  const { lang } = useFrame();
  const { mine: m, book, labels } = texts(lang);
  return (
    <>
      {said ? (
        <Notice tone="success">
          <p>{said === 'booked' ? book.done : m[said]}</p>
        </Notice>
      ) : null}
      <h2 class="govuk-heading-m">{m.slots}</h2>
      {bookings.length === 0 ? (
        <p class="govuk-body">
          {m.noSlot}{' '}
          <a class="govuk-link" href="/spaces">
            {book.link}
          </a>
        </p>
      ) : (
        <ul class="govuk-list">
          {bookings.map((booking) => (
            <li key={booking.id}>
              <Form action={`/spaces/${booking.spaceId}/bookings/${booking.id}`}>
                <input type="hidden" name="back" value="mine" />
                <p class="govuk-body">
                  <a class="govuk-link" href={`/spaces/${booking.spaceId}`}>
                    {booking.spaceName}
                  </a>
                  <br />
                  {book.doneText(whenText(lang, booking), booking.post)}
                </p>
                <Button variant="secondary" name="event" value="cancel">
                  {m.cancel}
                  <span class="govuk-visually-hidden"> : {whenText(lang, booking)}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <h2 class="govuk-heading-m">{m.card}</h2>
      <p class="govuk-body-l">
        <strong>{`${card.slice(0, 4)} ${card.slice(4)}`}</strong>
      </p>
      <p class="govuk-body">{m.cardHelp}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/spaces/mine.json">
          {m.export}
        </a>
      </p>
      <h2 class="govuk-heading-m">{m.visits}</h2>
      {visits.length === 0 ? (
        <p class="govuk-body">{m.noVisit}</p>
      ) : (
        <>
          <p class="govuk-body">{m.visitsHelp}</p>
          <Table
            caption={m.visits}
            captionHidden
            columns={[
              { key: 'day', label: m.day },
              { key: 'space', label: m.space },
              { key: 'purpose', label: m.purpose },
              { key: 'erase', label: m.erase },
            ]}
            rows={visits.map((visit) => ({
              key: visit.id,
              cells: [
                dayText(lang, visit.day),
                visit.spaceName,
                labels.purposes[visit.purpose],
                <Form action="/spaces/mine/erase">
                  <Button variant="secondary" name="visit" value={`${visit.spaceId} ${visit.id}`}>
                    {m.erase}
                    <span class="govuk-visually-hidden"> : {dayText(lang, visit.day)}</span>
                  </Button>
                </Form>,
              ],
            }))}
          />
          <Form action="/spaces/mine/erase">
            <Button variant="warning" name="visit" value="all">
              {m.eraseAll}
            </Button>
          </Form>
        </>
      )}
    </>
  );
}

export function whenText(
  lang: 'fr' | 'en',
  { startsAt, timeZone }: { readonly startsAt: Date; readonly timeZone: string },
): string {
  const day = dayText(lang, localDate(startsAt, timeZone));
  return `${day}, ${clockText(localMinutes(startsAt, timeZone), lang)}`;
}

export interface HerePageProps {
  readonly errors: Readonly<Record<string, string>>;
  readonly done: 'new' | 'again' | undefined;
}

export function HerePage({ errors, done }: HerePageProps) {
  const { here: m } = texts(useFrame().lang);
  if (done) {
    return (
      <Notice tone="success">
        <p>{done === 'new' ? m.done : m.again}</p>
        <p>
          <a class="govuk-link" href="/spaces/mine">
            {m.see}
          </a>
        </p>
      </Notice>
    );
  }
  return (
    <>
      <Errors errors={errors} />
      <Form>
        <TextField
          name="code"
          label={m.code}
          hint={m.codeHint}
          error={errors.code}
          inputmode="numeric"
          width="short"
          maxlength={4}
          autocomplete="off"
        />
        <Button size="large">{m.send}</Button>
      </Form>
    </>
  );
}

/** Read from a few metres, on a door. */
const STYLE =
  '.poster{text-align:center}.poster h1{font-size:2.4rem}.poster svg{width:min(100%,11cm);height:auto}' +
  '.poster__address{font:700 1.4rem/1.3 ui-monospace,monospace;overflow-wrap:anywhere}' +
  '.poster ol{text-align:left;width:fit-content;margin:0 auto 14px;font-size:1.25rem}';

export function PosterPage({ space, url }: { readonly space: Space; readonly url: string }) {
  const { lang, nonce } = useFrame();
  const { here: m } = texts(lang);
  return (
    <>
      <style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLE }} />
      <p class="rf-no-print">{m.print}</p>
      <div class="poster">
        <p>{space.name}</p>
        <h1>{m.posterTitle}</h1>
        <div
          role="img"
          aria-label={m.posterQr(url)}
          dangerouslySetInnerHTML={{ __html: renderSVG(url, { ecc: 'Q', border: 2 }) }}
        />
        <p class="poster__address">{url.replace(/^https?:\/\//, '')}</p>
        <ol>
          {m.posterSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{m.posterWhy}</p>
      </div>
    </>
  );
}
