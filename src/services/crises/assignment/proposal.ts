import { createHash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { distanceKm } from '#platform/kernel/geography.ts';
import {
  abilitiesThrough,
  bearsEffort,
  type Capabilities,
  capabilitiesOf,
} from '#services/volunteers/index.ts';
import { meets } from '../domain/assignment.ts';
import { type Candidate, type Sharing, shareOut } from '../domain/sharing.ts';
import { travelMinutes } from '../domain/travel.ts';
import { shiftsHolding, standingsOf } from '../queries/assignment.ts';
import { type Need, needsOf, sitesOf } from '../queries/needs.ts';

const DAY = 86_400_000;

/** A need as people are shared out: its places without those offered to somebody. */
export interface SharedNeed {
  readonly id: string;
  readonly places: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly need: Need;
  /** INSEE code. */
  readonly commune: string;
}

export interface Proposal {
  readonly sharing: Sharing<SharedNeed>;
  readonly needs: readonly SharedNeed[];
  readonly candidates: number;
  /** What an officer agreed to: the moves, by who goes where. */
  readonly digest: string;
}

/** The needs whose shift is still to come: whoever is at work is left where they are. */
export async function loadProposal(ctx: Context, crisisId: string): Promise<Proposal> {
  const now = ctx.clock.now();
  const sites = new Map((await sitesOf(ctx.db, crisisId)).map((site) => [site.id, site]));
  const needs = (await needsOf(ctx.db, crisisId))
    .filter(({ status, startsAt }) => status === 'open' && startsAt > now)
    .map(
      (need): SharedNeed => ({
        id: need.id,
        places: need.places - need.offered,
        startsAt: need.startsAt.getTime(),
        endsAt: need.endsAt.getTime(),
        need,
        commune: sites.get(need.siteId)?.commune ?? '',
      }),
    );
  const candidates = await candidatesFor(ctx, crisisId, needs);
  const sharing = shareOut(needs, candidates, excludes);
  return { sharing, needs, candidates: candidates.length, digest: digestOf(sharing) };
}

export function digestOf({ moves }: Sharing<SharedNeed>): string {
  const lines = moves.map(({ personId, from, to }) => `${personId} ${from?.id ?? ''} ${to.id}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('base64url');
}

async function candidatesFor(
  ctx: Context,
  crisisId: string,
  needs: readonly SharedNeed[],
): Promise<Candidate[]> {
  const said = await standingsOf(
    ctx.db,
    crisisId,
    needs.map(({ id }) => id),
  );
  const byPerson = Map.groupBy(said, ({ volunteerId }) => volunteerId);
  const waiting = [...byPerson]
    .filter(([, places]) =>
      places.some(({ state }) => state === 'confirmed' || state === 'reserve'),
    )
    .map(([id]) => id)
    .sort();
  if (waiting.length === 0) return [];
  const first = Math.min(...needs.map(({ startsAt }) => startsAt));
  const last = Math.max(...needs.map(({ endsAt }) => endsAt));
  const [people, held] = await Promise.all([
    capabilitiesOf(ctx, waiting),
    shiftsHolding(ctx.db, waiting, new Date(first - DAY), new Date(last + DAY)),
  ]);
  const heldBy = Map.groupBy(held, ({ volunteerId }) => volunteerId);
  return waiting.flatMap((id): Candidate[] => {
    const person = people.get(id);
    const places = byPerson.get(id) ?? [];
    if (!person) return [];
    const seats = new Set(
      places.filter(({ state }) => state === 'confirmed').map(({ needId }) => needId),
    );
    const refused = new Set(
      places
        .filter(({ state }) => state === 'declined' || state === 'withdrawn')
        .map(({ needId }) => needId),
    );
    const shifts = heldBy.get(id) ?? [];
    const furthest = Math.max(
      person.radiusKm,
      ...needs.filter((one) => seats.has(one.id)).map((one) => kmTo(person, one)),
    );
    return [
      {
        id,
        standings: places.flatMap(({ needId, state, rank }) =>
          state === 'confirmed' || state === 'reserve'
            ? [{ needId, state, rank: rank ?? Number.MAX_SAFE_INTEGER }]
            : [],
        ),
        fits: new Map(
          needs.flatMap((one) => {
            const km = kmTo(person, one);
            const fit =
              !refused.has(one.id) &&
              km <= furthest &&
              canServe(person, one) &&
              // The seat that a move would vacate holds nobody back.
              shifts.every(
                (shift) => (seats.has(shift.needId) && clash(shift, one)) || !excludes(shift, one),
              );
            return fit ? [[one.id, { preferred: isPreferred(person, one), km }] as const] : [];
          }),
        ),
      },
    ];
  });
}

function canServe(person: Capabilities, { need }: SharedNeed): boolean {
  const day = localDate(need.startsAt, need.timeZone);
  return (
    meets(abilitiesDuring(person, need), need.requiredSkills) &&
    need.gear.every((thing) => (person.equipment as readonly string[]).includes(thing)) &&
    bearsEffort(person, need.effort) &&
    person.birthDate !== null &&
    person.birthDate <= `${Number(day.slice(0, 4)) - need.minimumAge}${day.slice(4)}`
  );
}

/** What counts during the whole shift. */
export function abilitiesDuring(person: Capabilities, need: Need): ReadonlySet<number> {
  const { startsAt, endsAt, timeZone } = need;
  return abilitiesThrough(person, localDate(startsAt, timeZone), localDate(endsAt, timeZone));
}

function isPreferred(person: Capabilities, { need }: SharedNeed): boolean {
  const abilities = abilitiesDuring(person, need);
  return (
    need.preferredSkills.length === 0 || need.preferredSkills.some((code) => abilities.has(code))
  );
}

function kmTo(person: Capabilities, { commune }: SharedNeed): number {
  return kmBetween(person.commune ?? '', commune);
}

/** Nowhere known: as far as can be, so that nobody is sent there by a machine. */
export function kmBetween(a: string, b: string): number {
  if (a === b) return 0;
  const [from, to] = [communeByCode(a), communeByCode(b)];
  return from && to ? distanceKm(from, to) : Number.POSITIVE_INFINITY;
}

/** A time at a place, as a need or a booking has it. */
interface Stay {
  readonly startsAt: Date | number;
  readonly endsAt: Date | number;
  readonly commune: string;
}

function clash(a: Stay, b: Stay): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** At the same time, or without the time to go from one to the other. */
function excludes(a: Stay, b: Stay): boolean {
  return clash(a, b) || travelGap(a, b) < 0;
}

/** Minutes to spare between two shifts that do not overlap, beyond the road. */
export function travelGap(a: Stay, b: Stay): number {
  const between = Math.max(
    Number(b.startsAt) - Number(a.endsAt),
    Number(a.startsAt) - Number(b.endsAt),
  );
  return between / 60_000 - travelMinutes(kmBetween(a.commune, b.commune));
}
