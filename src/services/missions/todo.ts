import type { TodoSource } from '#platform/ui/navigation.ts';
import { addDaysTo } from './domain/follow-up.ts';
import { texts } from './messages/index.ts';
import { MANAGER_ROLES, organisationsOf, reviewTerritory } from './policy.ts';
import { waitingForAnswer } from './queries/applications.ts';
import { missionsToReview } from './queries/missions.ts';
import { delaysOf } from './settings.ts';

/** Applications that wait for an answer of one's association, missions that wait for a moderator. */
export const todo: TodoSource = async (ctx, actor, lang) => {
  const m = texts(lang);
  const { releaseDays, reviewDays } = delaysOf(ctx);
  const own = organisationsOf(actor, MANAGER_ROLES);
  const { count, oldest } = await waitingForAnswer(ctx.db, own);
  const territory = reviewTerritory(actor);
  const isModerator = territory.everywhere || territory.departments.length > 0;
  const toReview = isModerator ? await missionsToReview(ctx.db, territory) : [];
  const [first] = toReview;
  return [
    ...(count > 0 && oldest
      ? [
          {
            text: m.manage.todo(count),
            href: '/missions/manage',
            due: addDaysTo(oldest, releaseDays),
          },
        ]
      : []),
    ...(first
      ? [
          {
            text: m.moderation.todo(toReview.length),
            href: '/missions/moderation',
            due: addDaysTo(first.submittedAt ?? first.createdAt, reviewDays),
          },
        ]
      : []),
  ];
};
