import type { Lang } from '#platform/i18n/index.ts';
import type { Desk, DeskStanding } from '../../domain/desk.ts';
import { keyOf } from '../../domain/desk.ts';
import { isOverdue } from '../../domain/headcount.ts';
import { shiftText, timeText } from '../../shift-text.ts';
import { deviceTexts } from '../messages/device/index.ts';

export interface DeskListProps {
  readonly desk: Desk;
  readonly lang: Lang;
  readonly timeZone: string;
  /** Something was searched for, and this is what was found. */
  readonly searched: boolean;
  /** Departures are being noted: also of people whose arrival another device may have seen. */
  readonly leaving: boolean;
}

/** Drawn by the server, and by the device itself without network: no hook, no state. */
export function DeskList({ desk, lang, timeZone, searched, leaving }: DeskListProps) {
  const m = deviceTexts(lang).desk;
  const nobody = desk.shifts.length === 0 && desk.others.length === 0;
  return (
    <>
      {nobody ? <p>{searched ? m.nobody : m.empty}</p> : null}
      {desk.shifts.map((shift) => (
        <section key={shift.needId}>
          <h2>{m.shift(shift.position, shiftText(lang, shift, 'short'))}</h2>
          <ul class="rf-desk">
            {shift.people.map((one) => (
              <Line key={keyOf(one.person)} {...{ one, lang, leaving }} timeZone={shift.timeZone} />
            ))}
          </ul>
        </section>
      ))}
      {desk.others.length > 0 ? (
        <section>
          <h2>{m.others}</h2>
          <ul class="rf-desk">
            {desk.others.map((one) => (
              <Line key={keyOf(one.person)} {...{ one, lang, leaving, timeZone }} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Line({
  one,
  lang,
  timeZone,
  leaving,
}: {
  readonly one: DeskStanding;
  readonly lang: Lang;
  readonly timeZone: string;
  readonly leaving: boolean;
}) {
  const m = deviceTexts(lang).desk;
  const { person, standing, from, to, doubts } = one;
  const time = (at: Date | undefined) => (at ? timeText(lang, at, timeZone) : '');
  const there = standing === 'here' || standing === 'stayed';
  const out = there || (leaving && standing !== 'gone');
  const name = nameOf(one, lang);
  return (
    <li class={`rf-desk__line rf-desk__line--${standing}`}>
      <div>
        <strong>{name}</strong>
        <span class="rf-desk__state">
          {m.standings[standing](time(from), time(to))} · {person.code}
          {isOverdue(standing) && person.phone ? (
            <>
              {' · '}
              <a href={`tel:${person.phone}`}>{person.phone}</a>
            </>
          ) : null}
        </span>
        {doubts.length > 0 ? (
          <span class="rf-desk__doubt">
            {m.check} : {doubts.map((doubt) => m.doubts[doubt]).join(', ')}
          </span>
        ) : null}
      </div>
      <button
        type="submit"
        name="mark"
        value={`${out ? 'out' : 'in'} ${keyOf(person)}`}
        class={`govuk-button${out || standing === 'gone' ? ' govuk-button--secondary' : ''}`}
      >
        {out ? m.out : standing === 'gone' ? m.again : m.in}
        <span class="govuk-visually-hidden"> : {name}</span>
      </button>
    </li>
  );
}

export function nameOf({ person }: Pick<DeskStanding, 'person'>, lang: Lang): string {
  return person.name || deviceTexts(lang).desk.unnamed;
}
