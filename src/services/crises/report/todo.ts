import type { TodoSource } from '#platform/ui/navigation.ts';
import { volunteerIdOf } from '#services/volunteers/index.ts';
import { confirmedHoursOf } from '../queries/hours.ts';
import { reportTexts } from './messages/index.ts';

const DAY = 86_400_000;

/** For a volunteer: the certificates that became ready this month. */
export const certificatesTodo: TodoSource = async (ctx, actor, lang) => {
  const id = await volunteerIdOf(ctx, actor);
  const since = ctx.clock.now().getTime() - 30 * DAY;
  const ready = id ? await confirmedHoursOf(ctx.db, id) : [];
  return ready
    .filter(({ confirmedAt }) => confirmedAt.getTime() > since)
    .map(({ title, exercise }) => ({
      text: reportTexts(lang).own.ready(title, exercise),
      href: '/crises/mine',
    }));
};
