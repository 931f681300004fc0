import { type Context, transaction } from '#platform/context.ts';
import { communeByCode, plainText, reachOfPoint } from '#platform/geo/index.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { type Helper, helperById } from '#services/volunteers/index.ts';
import { gatesOf, isAdult, ranked, type Score, scoreOf } from '../domain/matching.ts';
import { type OpenMission, openMissions } from '../queries/matching.ts';
import { type Mission, missionsByIds } from '../queries/missions.ts';
import {
  countByDepartment,
  type SearchAnswer,
  type SearchTerms,
  searchMissions,
  wordsMeant,
} from '../queries/search.ts';
import { kmBetween } from './apply.ts';

export const PAGE_SIZE = 20;
/** Deeper pages of a search help nobody. */
export const LAST_PAGE = 100;

export interface Search {
  readonly q: string;
  readonly remote: readonly string[];
  readonly families: readonly string[];
  readonly domains: readonly string[];
  readonly paces: readonly string[];
  readonly skills: readonly number[];
  readonly languages: readonly string[];
  readonly maxMinutes: number | null;
  readonly minors: boolean;
  readonly accessible: boolean;
  /** INSEE code. */
  readonly commune: string | null;
  readonly radiusKm: number;
  readonly organisationId: string | null;
  readonly day: DateString | null;
  readonly department: string | null;
}

/** A search that asks nothing: every mission answers. */
export const EVERY_MISSION: Search = {
  q: '',
  remote: [],
  families: [],
  domains: [],
  paces: [],
  skills: [],
  languages: [],
  maxMinutes: null,
  minors: false,
  accessible: false,
  commune: null,
  radiusKm: 35,
  organisationId: null,
  day: null,
  department: null,
};

export interface Found {
  readonly mission: Mission;
  readonly km: number | null;
}

export interface SearchResult extends Omit<SearchAnswer, 'found'> {
  readonly found: readonly Found[];
  /** Words that were not known and what was looked for instead. */
  readonly corrected: readonly { readonly typed: string; readonly meant: readonly string[] }[];
}

/** Missions that anybody may apply for. Every word must be found; a mistyped one may mean several. */
export async function findMissions(
  ctx: Context,
  search: Search,
  page: number,
): Promise<SearchResult> {
  return transaction(ctx, async (tx) => {
    const { terms, meant } = await termsOf(tx, search);
    const answer = await searchMissions(tx.db, terms, {
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    });
    const missions = await missionsByIds(
      tx.db,
      answer.found.map(({ id }) => id),
    );
    return {
      ...answer,
      found: answer.found.flatMap(({ id, km }) => {
        const mission = missions.get(id);
        return mission ? [{ mission, km }] : [];
      }),
      corrected: [...meant].flatMap(([word, words]) =>
        words.length > 0 && !words.some((other) => other.startsWith(word))
          ? [{ typed: word, meant: words }]
          : [],
      ),
    };
  });
}

/** Words that say nothing, which the French configuration leaves out of the rows. */
const SILENT = new Set(
  'a au aux ce ces cette d dans de des du elle en et il j l la le les leur leurs mais me mes n ne nos notre nous on ou par pas pour qu que qui s sa se ses son sur ta te tes toi ton tu un une vos votre vous y'.split(
    ' ',
  ),
);

/** Counts for the map of what a search finds. */
export async function findByDepartment(ctx: Context, search: Search) {
  return transaction(ctx, async (tx) =>
    countByDepartment(tx.db, (await termsOf(tx, search)).terms),
  );
}

/** The first of the missions published since then that a person does not know of, and their number. */
export async function newMissions(
  tx: Context,
  search: Search,
  newTo: NonNullable<SearchTerms['newTo']>,
  limit: number,
): Promise<{ readonly ids: readonly string[]; readonly total: number }> {
  const { terms } = await termsOf(tx, search, newTo);
  const { found, total } = await searchMissions(tx.db, terms, { limit, offset: 0 });
  return { ids: found.map(({ id }) => id), total };
}

/** In a transaction, with what each word typed may mean. */
async function termsOf(tx: Context, search: Search, newTo: SearchTerms['newTo'] = null) {
  const { q, commune: code, radiusKm, ...rest } = search;
  const typed = plainText(q)
    .split(' ')
    .filter((word) => word !== '' && !SILENT.has(word))
    .slice(0, 8);
  const meant = await wordsMeant(tx.db, [...new Set(typed)]);
  const commune = communeByCode(code ?? '');
  const reach = commune && reachOfPoint(commune, radiusKm);
  const terms: SearchTerms = {
    ...rest,
    newTo,
    words: typed.map((word) => {
      const words = meant.get(word) ?? [];
      return words.length > 0 ? words : [word];
    }),
    today: localDate(tx.clock.now()),
    near: reach ? { numbers: [...reach.numbers], distances: [...reach.distances] } : null,
  };
  return { terms, meant };
}

export interface Fitting extends Found {
  readonly score: Score;
}

/** The missions that fit a volunteer best, but those she has applied for (`onlyUntold`: or was written about). */
export async function fittingMissions(
  ctx: Context,
  helper: Helper,
  limit: number,
  { onlyUntold = false } = {},
): Promise<Fitting[]> {
  const today = localDate(ctx.clock.now());
  const judged = (mission: OpenMission): Score | undefined => {
    const km = kmBetween(helper, mission);
    return gatesOf(mission, helper, km, today).length > 0
      ? undefined
      : scoreOf(mission, helper, km);
  };
  const home = communeByCode(helper.commune ?? '');
  const open = await openMissions(ctx.db, {
    today,
    abilities: [...helper.abilities],
    languages: helper.languages,
    isAdult: isAdult(helper, today),
    reach: home ? [...reachOfPoint(home, helper.radiusKm).numbers] : null,
    volunteerId: helper.id,
    onlyUntold,
  });
  const best = ranked(open, judged, ({ id }) => id, limit);
  const missions = await missionsByIds(
    ctx.db,
    best.map(({ item }) => item.id),
  );
  return best.flatMap(({ item, score }) => {
    const mission = missions.get(item.id);
    return mission ? [{ mission, score, km: kmBetween(helper, mission) }] : [];
  });
}

/** For somebody who was not answered, or for whom there was no place. */
export async function alternativesFor(
  ctx: Context,
  volunteerId: string,
  limit: number,
): Promise<Fitting[]> {
  const helper = await helperById(ctx, volunteerId);
  return helper ? fittingMissions(ctx, helper, limit) : [];
}
