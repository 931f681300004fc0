import {
  type AttendanceEvent,
  type Doubt,
  foldAttendance,
  groupBy,
  type PersonKind,
  type Presence,
} from './attendance.ts';
import { typedCode } from './badge.ts';
import { presencesFor, type Standing, standingAt } from './headcount.ts';

/** What is known of somebody at the door. */
export interface DeskPerson {
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly name: string;
  readonly phone: string | null;
  readonly code: string;
}

export interface DeskLine extends DeskPerson {
  readonly needId: string;
  readonly position: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
}

export interface DeskSheet {
  readonly siteId: string;
  readonly lines: readonly DeskLine[];
  readonly others: readonly DeskPerson[];
}

export interface DeskStanding {
  readonly person: DeskPerson;
  readonly standing: Standing;
  /** Of the last presence. */
  readonly from?: Date;
  readonly to?: Date;
  readonly doubts: readonly Doubt[];
}

export interface DeskShift extends Omit<DeskLine, keyof DeskPerson> {
  readonly people: readonly DeskStanding[];
}

/** What the leader of a site sees: the same on the server and on a device without network. */
export interface Desk {
  readonly shifts: readonly DeskShift[];
  readonly others: readonly DeskStanding[];
  readonly counts: { readonly here: number; readonly late: number; readonly stayed: number };
}

export function deskOf(sheet: DeskSheet, events: readonly AttendanceEvent[], now: Date): Desk {
  const presences = foldAttendance(events);
  const byPerson = groupBy(presences, keyOf);
  const shifts = [...groupBy(sheet.lines, ({ needId }) => needId).values()].map(
    (lines): DeskShift => {
      const { needId, position, startsAt, endsAt, timeZone } = lines[0] as DeskLine;
      const people = lines.map((line) => {
        const own = presencesFor(line, sheet.siteId, byPerson.get(keyOf(line)) ?? []);
        return stand(line, standingAt(line, own, now), own);
      });
      return { needId, position, startsAt, endsAt, timeZone, people };
    },
  );
  const others = sheet.others.map((person) => {
    const own = (byPerson.get(keyOf(person)) ?? []).filter(({ siteId }) => siteId === sheet.siteId);
    const last = own.at(-1);
    return stand(person, !last ? 'to_come' : last.to ? 'gone' : 'here', own);
  });
  const all = shifts.flatMap(({ people }) => people);
  const open = presences.filter(({ siteId, to }) => siteId === sheet.siteId && !to);
  return {
    shifts,
    others,
    counts: {
      here: open.length,
      late: all.filter(({ standing }) => standing === 'late').length,
      stayed: all.filter(({ standing }) => standing === 'stayed').length,
    },
  };
}

export function keyOf({ personKind, personId }: Pick<DeskPerson, 'personKind' | 'personId'>) {
  return `${personKind} ${personId}`;
}

function stand(
  person: DeskPerson,
  standing: Standing,
  presences: readonly Presence[],
): DeskStanding {
  const last = presences.at(-1);
  return {
    person,
    standing,
    ...(last ? { from: last.from } : {}),
    ...(last?.to ? { to: last.to } : {}),
    doubts: [...new Set(presences.flatMap(({ doubtful = [] }) => doubtful))],
  };
}

/** The people that a leader's words or code may mean. */
export function searchDesk(desk: Desk, words: string): Desk {
  const wanted = plainWords(words);
  const code = typedCode(words);
  const means = ({ person }: DeskStanding) =>
    (code.length === 6 && person.code === code) ||
    wanted.every((word) => plainWords(person.name).some((name) => name.startsWith(word)));
  return {
    ...desk,
    shifts: desk.shifts
      .map((shift) => ({ ...shift, people: shift.people.filter(means) }))
      .filter(({ people }) => people.length > 0),
    others: desk.others.filter(means),
  };
}

function plainWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
