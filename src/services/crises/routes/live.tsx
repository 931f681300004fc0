import { streamSSE } from 'hono/streaming';
import { render } from 'preact-render-to-string';
import type { Request } from '#platform/http/env.ts';
import { FrameProvider } from '#platform/http/frame.ts';
import { frameOf } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { loadBoard } from '../board.ts';
import { follow, type Render } from '../live.ts';
import { mayOnCrisis, PAGE_ROLES } from '../policy.ts';
import { crisisById } from '../queries/crises.ts';
import { LiveBoard } from '../views/live-board.tsx';
import { viewed, wallScreen } from './crises.tsx';
import { CRISIS_PATH } from './forms.ts';

const BEAT_MS = 20_000;
/** The browser then connects again, and is judged again: a role taken away does not look on for ever. */
const LONGEST_MS = 10 * 60_000;

export function livePages(pages: Routes): void {
  pages.get(`${CRISIS_PATH}/events`, PAGE_ROLES.view, async (c) => {
    const crisis = await viewed(c);
    if (crisis instanceof Response) return crisis;
    const ctx = c.get('ctx');
    const mayManage = mayOnCrisis(c.get('actor'), 'manage', crisis);
    const frame = frameOf(c, crisis.exercise);
    const wall = wallScreen(c);
    const fragment = async () => {
      const present = await crisisById(ctx.db, crisis.id);
      if (!present) return undefined;
      const board = await loadBoard(ctx, present);
      return render(
        <FrameProvider value={{ ...frame, now: ctx.clock.now() }}>
          <LiveBoard board={board} mayManage={mayManage && !wall} wall={wall} />
        </FrameProvider>,
      );
    };
    return streamFragments(c, crisis.id, `${frame.lang}:${mayManage}:${wall ?? ''}`, fragment);
  });
}

/** Sends what `fragment` renders after each change of the crisis, to whoever keeps the page open. */
export function streamFragments(
  c: Request,
  crisisId: string,
  /** Viewers of one kind see the same. */
  kind: string,
  fragment: Render,
): Response {
  const ctx = c.get('ctx');
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    let wake = () => {};
    const waiting: string[] = [];
    const leave = await follow(ctx, { crisisId, kind }, fragment, (html) => {
      waiting.splice(0, waiting.length, html);
      wake();
    });
    stream.onAbort(() => wake());
    const end = performance.now() + LONGEST_MS;
    try {
      while (!stream.aborted && performance.now() < end) {
        const html = waiting.shift();
        if (html !== undefined) await stream.writeSSE({ event: 'board', data: html });
        else await stream.write(': here\n\n');
        if (waiting.length > 0) continue;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, BEAT_MS).unref();
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    } finally {
      leave();
    }
  });
}
