import type { Context } from '#platform/context.ts';
import { type Listener, listen } from '#platform/db/index.ts';
import { LIVE_CHANNEL } from './queries/live.ts';

/** Changes of a crisis that follow one another closely are shown together, in milliseconds. */
const TOGETHER_MS = 400;

/** Renders what the viewers of one kind see (a crisis, a language, a right), or undefined when it is gone. */
export type Render = () => Promise<string | undefined>;
export type Send = (fragment: string) => void;

interface Audience {
  readonly crisisId: string;
  readonly render: Render;
  readonly viewers: Set<Send>;
  timer: NodeJS.Timeout | undefined;
}

interface Hub {
  readonly audiences: Map<string, Audience>;
  listener: Promise<Listener> | undefined;
}

const hubs = new WeakMap<object, Hub>();

/**
 * Sends a fragment to this viewer after each change of the crisis. Two hundred viewers of one kind
 * cost one database connection for the process and one rendering a change. Returns how to leave.
 */
export async function follow(
  ctx: Context,
  key: { readonly crisisId: string; readonly kind: string },
  render: Render,
  send: Send,
): Promise<() => void> {
  const hub = hubs.get(ctx.db) ?? { audiences: new Map(), listener: undefined };
  hubs.set(ctx.db, hub);
  const name = `${key.crisisId} ${key.kind}`;
  let audience = hub.audiences.get(name);
  if (!audience) {
    audience = { crisisId: key.crisisId, render, viewers: new Set(), timer: undefined };
    hub.audiences.set(name, audience);
  }
  const joined = audience;
  joined.viewers.add(send);
  hub.listener ??= listen(ctx.db, LIVE_CHANNEL, {
    onNotification: (crisisId) => {
      for (const one of hub.audiences.values()) if (one.crisisId === crisisId) refresh(ctx, one);
    },
    onListening: () => {
      for (const one of hub.audiences.values()) refresh(ctx, one);
    },
  });
  const leave = () => {
    joined.viewers.delete(send);
    if (joined.viewers.size > 0) return;
    clearTimeout(joined.timer);
    if (hub.audiences.get(name) === joined) hub.audiences.delete(name);
    if (hub.audiences.size > 0) return;
    const { listener } = hub;
    hub.listener = undefined;
    void listener?.then((one) => one.stop()).catch(() => {});
  };
  try {
    await hub.listener;
  } catch (error) {
    // The database is away: whoever comes next tries again.
    hub.listener = undefined;
    leave();
    throw error;
  }
  return leave;
}

function refresh(ctx: Context, audience: Audience): void {
  audience.timer ??= setTimeout(async () => {
    audience.timer = undefined;
    try {
      const fragment = await audience.render();
      if (fragment !== undefined) for (const send of audience.viewers) send(fragment);
    } catch (error) {
      ctx.log.warn({ err: error, crisisId: audience.crisisId }, 'a live board was not refreshed');
    }
  }, TOGETHER_MS);
}
