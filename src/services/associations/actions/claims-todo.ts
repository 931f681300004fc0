import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { type Actor, holdsRole } from '#platform/kernel/actor.ts';
import type { TodoItem } from '#platform/ui/navigation.ts';
import { claimTexts } from '../messages/index.ts';
import { ownedOrganisations, REVIEWER_ROLES, reviewedDepartments } from '../policy.ts';
import { claimsForOwners, claimsToReview } from '../queries/claims.ts';

/** For reviewers: how many requests wait, the first one's date. For owners: each that asks them. */
export async function claimsTodo(
  ctx: Context,
  actor: Actor,
  lang: Lang,
): Promise<readonly TodoItem[]> {
  const m = claimTexts(lang);
  const items: TodoItem[] = [];
  if (holdsRole(actor, ...REVIEWER_ROLES)) {
    const departments = reviewedDepartments(actor);
    const page = { limit: 1, offset: 0 };
    const { rows, total } = await claimsToReview(ctx.db, departments, ['review', 'second'], page);
    const [first] = rows;
    if (first) {
      items.push({ text: m.todo(total), href: '/review/claims', due: first.dueAt ?? undefined });
    }
  }
  const owned = ownedOrganisations(actor);
  if (owned.length === 0) return items;
  for (const claim of await claimsForOwners(ctx.db, owned)) {
    items.push({
      text: m.ownerTitle(claim.organisationName),
      href: `/claims/${claim.id}`,
      due: claim.dueAt ?? undefined,
    });
  }
  return items;
}
