import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { holdsRole } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { mayAsk } from '#platform/outbound/fetch-bounded.ts';
import { ALERT_ROLES, mayManageFeeds } from '../policy.ts';
import { deleteFeed, type Feed, feedById, insertFeed, setPause } from '../queries/feeds.ts';
import { type Poll, pollFeed } from './poll.ts';
import { feedSettings } from './settings.ts';

export type FeedRefusal = 'not_allowed' | 'not_found' | 'url_refused' | 'url_taken' | 'busy';

export interface NewFeed {
  readonly name: string;
  readonly url: string;
  readonly everyMinutes: number;
}

/** The first poll follows within the minute. */
export async function addFeed(
  ctx: Context,
  actor: Actor,
  feed: NewFeed,
): Promise<Result<{ readonly id: string }, FeedRefusal>> {
  if (!mayManageFeeds(actor)) return refuse('not_allowed');
  if (!mayAsk(feed.url, feedSettings(ctx.config))) return refuse('url_refused');
  // One spelling of one address: https://A.example and https://a.example/ are the same feed.
  const url = new URL(feed.url).href;
  return transaction(ctx, async (tx) => {
    const id = tx.ids.next<'alert_feed'>();
    const addedBy = actor.kind === 'person' ? actor.accountId : null;
    const now = tx.clock.now();
    if (!(await insertFeed(tx.db, { ...feed, id, url, addedBy, now }))) return refuse('url_taken');
    await record(tx, actor, 'feed.added', id, { url, everyMinutes: feed.everyMinutes });
    return ok({ id });
  });
}

export async function pauseFeed(ctx: Context, actor: Actor, id: string) {
  return change(ctx, actor, id, 'feed.paused', async (tx) => {
    const now = tx.clock.now();
    await setPause(tx.db, id, now, now);
  });
}

export async function resumeFeed(ctx: Context, actor: Actor, id: string) {
  return change(ctx, actor, id, 'feed.resumed', (tx) => setPause(tx.db, id, null, tx.clock.now()));
}

/** What it brought stays. */
export async function removeFeed(ctx: Context, actor: Actor, id: string) {
  return change(ctx, actor, id, 'feed.removed', (tx) => deleteFeed(tx.db, id));
}

/** Asks it now, paused or not. */
export async function testFeed(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Result<Poll, FeedRefusal>> {
  if (!holdsRole(actor, ...ALERT_ROLES)) return refuse('not_allowed');
  if (!isUuid(id) || !(await feedById(ctx.db, id))) return refuse('not_found');
  const poll = await pollFeed(ctx, id);
  return poll ? ok(poll) : refuse('busy');
}

async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  action: string,
  work: (tx: Context) => Promise<void>,
): Promise<Result<Feed, FeedRefusal>> {
  if (!mayManageFeeds(actor)) return refuse('not_allowed');
  return transaction(ctx, async (tx) => {
    const feed = isUuid(id) ? await feedById(tx.db, id) : undefined;
    if (!feed) return refuse('not_found');
    await work(tx);
    await record(tx, actor, action, id, { url: feed.url });
    return ok(feed);
  });
}

async function record(
  tx: Context,
  actor: Actor,
  action: string,
  id: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await recordAudit(tx, actor, { action, subject: { kind: 'alert_feed', id }, detail });
}
