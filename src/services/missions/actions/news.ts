import { type Context, transaction } from '#platform/context.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { organisationNames } from '#services/associations/index.ts';
import { type Helper, helperById } from '#services/volunteers/index.ts';
import { nextLetter, type Rhythm } from '../domain/rhythm.ts';
import { texts } from '../messages/index.ts';
import { writeToVolunteers } from '../notices.ts';
import { missionsByIds } from '../queries/missions.ts';
import {
  dueSearches,
  lockDueSearch,
  newestPublished,
  patchSearch,
  putSearch,
  type SavedSearch,
  searchByStopKey,
  searchesOf,
  tellOnce,
} from '../queries/saved-searches.ts';
import { searchAddress, searchFrom, searchValues } from '../search-query.ts';
import { searchWords } from '../search-words.ts';
import { effortText, placeText } from '../views/parts.tsx';
import { fittingMissions, newMissions } from './find.ts';

const KEPT_SEARCHES = 20;
/** Missions in one letter; the rest is one link away. */
const A_LETTER = 8;
const A_RUN = 500;
/** A mission may be seen by others a moment after the instant that it carries. */
const OVERLAP_MS = 60 * 60_000;

/** Keeps a search, as the address of its results says it. */
export async function keepSearch(
  ctx: Context,
  volunteerId: string,
  query: string,
  rhythm: Rhythm,
): Promise<Result<undefined, 'too_many'>> {
  const read = new URLSearchParams(query);
  const address = searchAddress(searchValues((name) => read.get(name)));
  const kept = address.split('?')[1] ?? '';
  const others = (await searchesOf(ctx.db, volunteerId)).filter(
    (saved) => saved.kind === 'search' && saved.query !== kept,
  );
  if (others.length >= KEPT_SEARCHES) return refuse('too_many');
  await put(ctx, volunteerId, 'search', kept, rhythm);
  return ok();
}

async function put(
  ctx: Context,
  volunteerId: string,
  kind: SavedSearch['kind'],
  query: string,
  rhythm: Rhythm,
): Promise<void> {
  const now = ctx.clock.now();
  await putSearch(
    ctx.db,
    {
      volunteerId,
      id: ctx.ids.next<'saved-search'>(),
      kind,
      query,
      rhythm,
      stopKey: Buffer.from(ctx.random.bytes(16)).toString('base64url'),
      toldThrough: now,
      dueAt: dueAt(rhythm, now),
    },
    now,
  );
}

export async function chooseRhythm(
  ctx: Context,
  volunteerId: string,
  id: string,
  rhythm: Rhythm,
): Promise<void> {
  const due_at = dueAt(rhythm, ctx.clock.now());
  await patchSearch(ctx.db, volunteerId, id, { rhythm, due_at });
}

function dueAt(rhythm: Rhythm, now: Date): Date {
  return rhythm === 'never' ? now : nextLetter(rhythm, now);
}

/** Whoever has the link of a letter ends it; the search itself stays. False for an unknown link. */
export async function stopByKey(ctx: Context, key: string): Promise<boolean> {
  const saved = await searchByStopKey(ctx.db, key);
  if (saved) await chooseRhythm(ctx, saved.volunteerId, saved.id, 'never');
  return saved !== undefined;
}

/** How often somebody reads of missions that fit her. */
export async function chooseFitting(
  ctx: Context,
  volunteerId: string,
  rhythm: Rhythm,
): Promise<void> {
  await put(ctx, volunteerId, 'fitting', '', rhythm);
}

/** Whoever accepts messages about missions reads each Monday what fits; whoever withdraws reads nothing. */
export async function missionsConsentChanged(
  tx: Context,
  volunteerId: string,
  given: boolean,
): Promise<void> {
  if (given) return chooseFitting(tx, volunteerId, 'weekly');
  for (const { id } of await searchesOf(tx.db, volunteerId)) {
    await chooseRhythm(tx, volunteerId, id, 'never');
  }
}

/** Writes to everybody whose letter is due and who has something new to read. */
export async function sendNews(ctx: Context): Promise<void> {
  const newest = await newestPublished(ctx.db);
  if (!newest) return;
  const due = await dueSearches(ctx.db, ctx.clock.now(), newest, A_RUN);
  for (const { volunteerId, id } of due) {
    await transaction(ctx, (tx) => tellOf(tx, volunteerId, id));
  }
  if (due.length === A_RUN) await sendNews(ctx);
}

async function tellOf(tx: Context, volunteerId: string, id: string): Promise<void> {
  const now = tx.clock.now();
  const saved = await lockDueSearch(tx.db, volunteerId, id, now);
  if (!saved) return;
  const helper = await helperById(tx, volunteerId);
  if (helper?.status === 'active') await writeNews(tx, saved, helper);
  await patchSearch(tx.db, volunteerId, id, {
    due_at: dueAt(saved.rhythm, now),
    told_through: new Date(Math.max(saved.toldThrough.getTime(), now.getTime() - OVERLAP_MS)),
  });
}

async function writeNews(tx: Context, saved: SavedSearch, helper: Helper): Promise<void> {
  const found = await newFor(tx, saved, helper);
  const ids = await tellOnce(tx.db, helper.id, found.ids, tx.clock.now());
  if (ids.length === 0) return;
  const missions = await missionsByIds(tx.db, ids);
  const listed = ids.flatMap((id) => missions.get(id) ?? []);
  const names = await organisationNames(
    tx,
    listed.map(({ organisationId }) => organisationId),
  );
  const { publicUrl } = tx.config;
  await writeToVolunteers(tx, [
    {
      volunteerId: helper.id,
      key: `search:${saved.id}:${ids[0]}`,
      mail: (lang, firstName) =>
        texts(lang).news.mail({
          firstName,
          search: saved.kind === 'search' ? searchWords(lang, saved.query) : undefined,
          missions: listed.map((mission) => ({
            title: mission.title,
            facts: [
              names.get(mission.organisationId) ?? mission.externalName,
              placeText(lang, mission),
              ...(mission.effortMinutes > 0 ? [effortText(lang, mission)] : []),
            ].join(' · '),
            link: `${publicUrl}/missions/${mission.id}`,
          })),
          more: found.total - found.ids.length,
          allLink: `${publicUrl}/missions${saved.query ? `?${saved.query}` : ''}`,
          chooseLink: `${publicUrl}/missions/searches`,
          stopLink: `${publicUrl}/missions/searches/stop/${saved.stopKey}`,
        }),
    },
  ]);
}

async function newFor(tx: Context, saved: SavedSearch, helper: Helper) {
  if (saved.kind === 'fitting') {
    const fitting = await fittingMissions(tx, helper, A_LETTER, { onlyUntold: true });
    return { ids: fitting.map(({ mission }) => mission.id), total: fitting.length };
  }
  const read = new URLSearchParams(saved.query);
  const { search } = searchFrom(searchValues((name) => read.get(name)));
  const newTo = { volunteerId: helper.id, since: saved.toldThrough };
  return newMissions(tx, search, newTo, A_LETTER);
}
