import { createHash } from 'node:crypto';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type Fetched, type FetchOptions, fetchBounded } from '#platform/outbound/fetch-bounded.ts';
import { retryAfterSeconds } from '#platform/outbound/retry-after.ts';
import { nextPoll } from '../../domain/feed-schedule.ts';
import { MAX_BYTES } from '../cap-xml.ts';
import {
  claimFeed,
  type Feed,
  type FeedItem,
  pendingLinks,
  saveLink,
  savePresence,
  saveValidators,
  settleFeed,
  unknownKeys,
} from '../queries/feeds.ts';
import { type ReadCap, readCap } from '../read-cap.ts';
import { receiveAlert } from '../receive.ts';
import { noteAbsences } from './absences.ts';
import { feedSettings } from './settings.ts';

/** Longer than a poll can take; then whoever held it is taken for dead. */
const LEASE_MS = 3 * 60_000;
/** A server that says "nothing new" for longer is asked for the whole feed. */
const BELIEVED_MS = 60 * 60_000;
const LINKS_PER_POLL = 50;
const LINKS_MS = 60_000;
const LINK_ATTEMPTS = 5;

const FEED: Actor = { kind: 'system', name: 'feed' };
const ACCEPT =
  'application/cap+xml, application/atom+xml, application/rss+xml, application/json, application/xml, */*;q=0.5';

export interface Poll {
  /** `new`, `unchanged`, or what went wrong. */
  readonly result: string;
  readonly detail: Feed['lastDetail'];
}

/** Asks one feed: the given one, or the one most overdue. Undefined when there is none to ask. */
export async function pollFeed(ctx: Context, id?: string): Promise<Poll | undefined> {
  const lease = ctx.ids.next<'feed_poll'>();
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const feed = await claimFeed(ctx.db, { lease, now, until }, id);
  if (!feed) return undefined;
  let outcome: Outcome;
  try {
    outcome = await ask(ctx, feed);
  } catch (error) {
    ctx.log.error({ err: error, feed: feed.name }, 'feed poll failed');
    outcome = failed('internal');
  }
  await settle(ctx, feed, lease, outcome);
  return outcome;
}

interface Outcome extends Poll {
  readonly good: boolean;
  readonly messageId: string | null;
  readonly retryAfter?: number | undefined;
}

function failed(result: string, detail: Poll['detail'] = {}, retryAfter?: number): Outcome {
  return { result, detail, good: false, messageId: null, retryAfter };
}

async function settle(ctx: Context, feed: Feed, lease: string, outcome: Outcome): Promise<void> {
  const now = ctx.clock.now();
  const failures = outcome.good ? 0 : feed.failures + 1;
  const { result, detail, messageId, retryAfter } = outcome;
  const { everyMinutes } = feed;
  const chance = ctx.random.next();
  const at = nextPoll({ now: now.getTime(), everyMinutes, failures, chance, retryAfter });
  const nextPollAt = new Date(at);
  const mine = await settleFeed(ctx.db, feed.id, lease, {
    now,
    nextPollAt,
    result,
    detail,
    failures,
    messageId,
  });
  const line = { feed: feed.name, feedId: feed.id, result, ...detail, failures, nextPollAt };
  if (!mine) ctx.log.warn(line, 'feed polled by another process meanwhile');
  else if (outcome.good) ctx.log.info(line, 'feed polled');
  else ctx.log.warn(line, 'feed poll failed');
}

async function ask(ctx: Context, feed: Feed): Promise<Outcome> {
  const now = ctx.clock.now().getTime();
  const conditional = feed.wholeAt !== null && now - feed.wholeAt.getTime() < BELIEVED_MS;
  const answer = await fetchBounded(feed.url, {
    ...limits(ctx),
    headers: {
      ...REQUEST_HEADERS,
      ...(conditional && feed.etag && { 'if-none-match': feed.etag }),
      ...(conditional && feed.lastModified && { 'if-modified-since': feed.lastModified }),
    },
  });
  if (!answer.ok) return failed(answer.error);
  const { status, headers, bytes } = answer.value;
  if (status === 304) {
    return conditional && (feed.etag || feed.lastModified)
      ? follow(ctx, feed, { messageId: null, alerts: 0, whole: false })
      : failed('not_modified_unasked');
  }
  if (status !== 200) {
    const retryAfter = retryAfterSeconds(headers['retry-after'], now);
    return failed('http_status', { status }, retryAfter);
  }
  return takeIn(ctx, feed, bytes, headers);
}

const REQUEST_HEADERS = { accept: ACCEPT, 'user-agent': 'Renfort' };

function limits(ctx: Context): FetchOptions {
  const { timeoutMs, localHosts } = feedSettings(ctx.config);
  return { timeoutMs, localHosts, maxBytes: MAX_BYTES };
}

async function takeIn(
  ctx: Context,
  feed: Feed,
  bytes: Buffer,
  headers: Fetched['headers'],
): Promise<Outcome> {
  const read = readCap(bytes);
  if (!read.ok) {
    // The first of a row is kept, for whoever wonders what came; not one more every few minutes.
    const known = feed.lastResult === 'refused';
    const messageId = known ? null : await receive(ctx, bytes);
    const detail = { error: read.error, ...read.detail };
    return { ...failed('refused', detail), messageId };
  }
  const items = itemsOf(read.value, feed.url);
  const fresh = await unknownKeys(
    ctx.db,
    feed.id,
    items.map(({ key }) => key),
  );
  const alerts = items.filter(({ key, link }) => link === null && fresh.has(key.toString('hex')));
  // A feed whose date alone has changed says nothing, and is not kept once more.
  const messageId = alerts.length > 0 ? await receive(ctx, bytes) : null;
  await transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    await savePresence(tx.db, feed.id, items, now);
    await saveValidators(tx.db, feed.id, {
      etag: headers.etag ?? null,
      lastModified: headers['last-modified'] ?? null,
      wholeAt: now,
    });
  });
  return follow(ctx, feed, { messageId, alerts: alerts.length, whole: true });
}

async function receive(ctx: Context, bytes: Uint8Array): Promise<string | null> {
  const received = await receiveAlert(ctx, FEED, bytes, 'feed');
  return received.ok ? received.value.message.id : null;
}

function itemsOf({ alerts, links }: ReadCap, base: string): FeedItem[] {
  const key = (...parts: readonly unknown[]) =>
    createHash('sha256').update(JSON.stringify(parts)).digest();
  const items = [
    ...alerts.map((alert): FeedItem => {
      const { sender, identifier } = alert;
      return { key: key(alert), link: null, sender: plain(sender), identifier: plain(identifier) };
    }),
    ...links.flatMap(({ href, updated }): FeedItem[] => {
      if (!URL.canParse(href, base)) return [];
      const link = plain(new URL(href, base).href) as string;
      return [{ key: key(link, updated), link, sender: null, identifier: null }];
    }),
  ];
  return [...new Map(items.map((item) => [item.key.toString('hex'), item])).values()];
}

/** As the intake keeps it. */
function plain(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').slice(0, 500);
}

interface SoFar {
  readonly messageId: string | null;
  readonly alerts: number;
  /** The feed itself came, so that what it lacks is known. */
  readonly whole: boolean;
}

/** Fetches the links not fetched yet, and ends the poll. */
async function follow(ctx: Context, feed: Feed, soFar: SoFar): Promise<Outcome> {
  const end = performance.now() + LINKS_MS;
  const pending = await pendingLinks(ctx.db, feed.id, LINKS_PER_POLL + 1);
  let [fetched, missed] = [0, 0];
  for (const one of pending.slice(0, LINKS_PER_POLL)) {
    if (performance.now() > end) break;
    if (await followLink(ctx, feed.id, one)) fetched++;
    else missed++;
  }
  const waiting = pending.length - fetched;
  if (soFar.whole && waiting === 0) await noteAbsences(ctx);
  const alerts = soFar.alerts + fetched;
  return {
    result: alerts > 0 ? 'new' : 'unchanged',
    detail: { ...(alerts > 0 && { alerts }), ...(missed > 0 && { missed }) },
    good: true,
    messageId: soFar.messageId,
  };
}

async function followLink(
  ctx: Context,
  feedId: string,
  { key, link, attempts }: { key: Buffer; link: string; attempts: number },
): Promise<boolean> {
  const answer = await fetchBounded(link, { ...limits(ctx), headers: REQUEST_HEADERS });
  const status = answer.ok ? answer.value.status : 200;
  const error = answer.ok ? (status === 200 ? null : `http_${status}`) : answer.error;
  if (!answer.ok || error !== null) {
    // What cannot be asked for will not be later.
    const hopeless = error === 'address_refused' || error === 'redirected_elsewhere';
    const state = hopeless || attempts + 1 >= LINK_ATTEMPTS ? 'given_up' : 'pending';
    await saveLink(ctx.db, feedId, key, { state, error, sender: null, identifier: null });
    ctx.log.warn({ feedId, link, error, state }, 'linked alert not fetched');
    return false;
  }
  const received = await receiveAlert(ctx, FEED, answer.value.bytes, 'feed');
  const { sender = null, identifier = null } =
    (received.ok && received.value.entries[0]) || ({} as Partial<FeedItem>);
  await saveLink(ctx.db, feedId, key, { state: 'received', error: null, sender, identifier });
  return true;
}
