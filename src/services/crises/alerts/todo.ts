import { holdsRole } from '#platform/kernel/actor.ts';
import type { TodoSource } from '#platform/ui/navigation.ts';
import { FAILURES_TOLD } from '../domain/feed-schedule.ts';
import { alertTexts } from './messages/index.ts';
import { ALERT_ROLES, alertDepartments, mayDecideProposal } from './policy.ts';
import { listFeeds } from './queries/feeds.ts';
import { listProposals } from './queries/proposals.ts';

/** Feeds that fail, and alerts to decide, due when the first of them ends. */
export const alertTodo: TodoSource = async (ctx, actor, lang) => {
  return [...(await silentFeeds(ctx, actor, lang)), ...(await toDecide(ctx, actor, lang))];
};

const toDecide: TodoSource = async (ctx, actor, lang) => {
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

/** An alert that no longer arrives looks like calm. */
const silentFeeds: TodoSource = async (ctx, actor, lang) => {
  if (!holdsRole(actor, ...ALERT_ROLES)) return [];
  const silent = (await listFeeds(ctx.db)).filter(
    ({ pausedAt, failures }) => pausedAt === null && failures >= FAILURES_TOLD,
  );
  if (silent.length === 0) return [];
  const text = alertTexts(lang).feeds.todo(silent.length);
  return [{ text, href: '/crises/alerts/feeds', due: ctx.clock.now(), tone: 'crisis' }];
};
