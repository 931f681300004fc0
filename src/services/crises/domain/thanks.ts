import { peopleSeen, type ReportNeed, type ReportPresence, type ReportReply } from './report.ts';
import type { PlaceState } from './states.ts';

/** Best first: of somebody concerned by several needs, the first of these that holds. */
export const THANKS = ['came', 'reserve', 'late'] as const;
export type ThanksCase = (typeof THANKS)[number];

export interface ThanksRows {
  readonly needs: readonly ReportNeed[];
  readonly places: readonly {
    readonly needId: string;
    readonly personId: string;
    readonly state: PlaceState;
  }[];
  readonly replies: readonly ReportReply[];
  readonly presences: readonly ReportPresence[];
}

/**
 * What each volunteer is thanked for at the end of a crisis. `came`: seen on a site, or expected where
 * nobody was checked in. `reserve`: stood ready and was not needed. `late`: said yes when there was no
 * place any more. Absent: those who declined or withdrew, those told that their shift was cancelled,
 * and, where people were checked in, whoever was expected and not seen. Until `settled` the latter
 * wait, whatever else they are: a device may still come back with their arrival.
 */
export function thanksOf(
  rows: ThanksRows,
  endedAt: Date,
  settled: boolean,
): Map<string, ThanksCase> {
  const cases = new Map<string, ThanksCase>();
  const give = (personId: string, as: ThanksCase) => {
    const before = cases.get(personId);
    if (!before || THANKS.indexOf(as) < THANKS.indexOf(before)) cases.set(personId, as);
  };
  const needs = new Map(
    rows.needs
      .filter(({ status }) => status !== 'cancelled')
      .map((need) => [need.id, { seen: peopleSeen(rows.presences, need, endedAt) }]),
  );
  const waiting = new Set<string>();
  for (const { personId, outcome } of lastYes(rows.replies)) {
    if (outcome === 'closed') give(personId, 'late');
  }
  for (const { personId, needId, state } of rows.places) {
    const need = needs.get(needId);
    if (!need) continue;
    if (state === 'lapsed') give(personId, 'late');
    if (READY.has(state)) give(personId, 'reserve');
    if (state === 'confirmed' && !need.seen) give(personId, 'came');
    if (state === 'confirmed' && need.seen && !settled) waiting.add(personId);
  }
  for (const personId of waiting) cases.delete(personId);
  for (const { personKind, personId } of rows.presences) {
    if (personKind === 'volunteer') give(personId, 'came');
  }
  return cases;
}

const READY: ReadonlySet<PlaceState> = new Set(['reserve', 'offered', 'released']);

/** What each person said last on each need, when that was a yes. */
function lastYes(replies: readonly ReportReply[]): ReportReply[] {
  const last = new Map<string, ReportReply>();
  for (const reply of replies.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    last.set(`${reply.needId} ${reply.personId}`, reply);
  return [...last.values()].filter(({ answer }) => answer === 'yes');
}
