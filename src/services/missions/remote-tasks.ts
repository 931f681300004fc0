import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { texts } from './messages/index.ts';
import { openRemote } from './queries/matching.ts';

const SHOWN = 3;

/** Tasks from home, for somebody whom a call cannot take; undefined when there is none. */
export async function remoteTasks(ctx: Context, lang: Lang) {
  const tasks = await openRemote(ctx.db, localDate(ctx.clock.now()), SHOWN);
  if (tasks.length === 0) return undefined;
  return {
    text: texts(lang).news.meanwhile,
    tasks: tasks.map(({ id, title }) => ({ title, href: `/missions/${id}` })),
  };
}
