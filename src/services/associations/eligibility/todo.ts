import type { TodoSource } from '#platform/ui/navigation.ts';
import { reviewedDepartments } from '../policy.ts';
import { eligibilityTexts } from './messages/index.ts';
import { selectQueue } from './queries.ts';

/** For reviewers: how many decisions wait, and by when the first. */
export const eligibilityTodo: TodoSource = async (ctx, actor, lang) => {
  const departments = reviewedDepartments(actor);
  if (departments?.length === 0) return [];
  const { rows, total } = await selectQueue(ctx.db, departments, { limit: 1, offset: 0 });
  const [first] = rows;
  if (!first) return [];
  return [
    {
      text: eligibilityTexts(lang).todo(total),
      href: '/eligibility/queue',
      due: first.dueOn === null ? undefined : new Date(`${first.dueOn}T21:59:59Z`),
    },
  ];
};
