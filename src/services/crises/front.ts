import { holdsRole } from '#platform/kernel/actor.ts';
import type { BannerSource, TodoSource } from '#platform/ui/navigation.ts';
import { texts } from './messages/index.ts';
import { PAGE_ROLES, visibleDepartments } from './policy.ts';
import { activeCrises, needsToFill } from './queries/crises.ts';

/** The band above every page while a real mobilisation is under way; exercises do not show. */
export const banner: BannerSource = async (ctx, lang) => {
  const [latest] = await activeCrises(ctx.db);
  return latest && { text: texts(lang).crisis.banner(latest.title), href: '/volunteer/join' };
};

/** For an officer: the crises of the territory with places to fill, the most urgent first. */
export const crisisTodo: TodoSource = async (ctx, actor, lang) => {
  if (!holdsRole(actor, ...PAGE_ROLES.manage)) return [];
  const m = texts(lang).crisis;
  const waiting = await needsToFill(ctx.db, visibleDepartments(actor), ctx.clock.now());
  return waiting.map((one) => ({
    text: m.todo_needs(one.title, one.needs),
    href: `/crises/${one.id}`,
    due: one.deadline,
    tone: 'crisis' as const,
  }));
};
