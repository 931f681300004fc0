import { grantsOf } from '#platform/kernel/actor.ts';
import type { TodoSource } from '#platform/ui/navigation.ts';
import { mayRead } from './domain/label.ts';
import { texts } from './messages/index.ts';
import { accountOf, mayReview, REVIEWER_ROLES, reachedBy } from './policy.ts';
import { applicationsIn } from './queries/applications.ts';

/** Requests for the label that wait for this reviewer. */
export const todo: TodoSource = async (ctx, actor, lang) => {
  if (!grantsOf(actor).some(({ role }) => role === 'reviewer')) return [];
  const { everywhere, departments } = reachedBy(actor, REVIEWER_ROLES);
  const reader = accountOf(actor) ?? '';
  const waiting = (
    await applicationsIn(
      ctx.db,
      ['submitted', 'second_reading', 'appealed'],
      everywhere ? undefined : departments,
    )
  ).filter(
    (one) => mayRead(one.state, one, reader) && mayReview(actor, { ...one, id: one.spaceId }),
  );
  const [first] = waiting;
  if (!first) return [];
  return [
    {
      text: texts(lang).review.todo(waiting.length),
      href: '/spaces/label-queue',
      due: first.dueAt ?? undefined,
    },
  ];
};
