import { holdsRole } from '#platform/kernel/actor.ts';
import type { TodoSource } from '#platform/ui/navigation.ts';
import { alertTexts } from './messages/index.ts';
import { alertDepartments, mayDecideProposal } from './policy.ts';
import { listProposals } from './queries/proposals.ts';

/** Alerts to decide, due when the first of them ends. */
export const alertTodo: TodoSource = async (ctx, actor, lang) => {
  if (!holdsRole(actor, 'crisis_officer')) return [];
  const filter = { departments: alertDepartments(actor), openAt: ctx.clock.now() };
  const open = (await listProposals(ctx.db, filter, 500)).filter(({ episode }) =>
    mayDecideProposal(actor, episode.department),
  );
  if (open.length === 0) return [];
  const due = new Date(Math.min(...open.map(({ expires }) => expires.getTime())));
  return [
    { text: alertTexts(lang).todo(open.length), href: '/crises/alerts', due, tone: 'crisis' },
  ];
};
