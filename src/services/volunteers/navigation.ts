import type { NavItem, TodoSource } from '#platform/ui/navigation.ts';
import { REVIEW_DAYS } from './actions/certificates.ts';
import { ownProposals } from './actions/duplicates.ts';
import { wholeRecord } from './actions/export.ts';
import { ownVolunteer } from './actions/own-record.ts';
import { ownTodo } from './actions/own-todo.ts';
import { texts } from './messages/index.ts';
import { accountOf, DIRECTORY_ROLES, territoryOf, VERIFIER_ROLES } from './policy.ts';
import { countToVerify } from './queries/directory.ts';
import { countOpenMerges } from './queries/merge.ts';

export const navigation: readonly NavItem[] = [
  {
    href: '/volunteer',
    section: 'help',
    text: (lang) => texts(lang).profile.title,
    access: 'signed_in',
    rank: 20,
  },
  {
    href: '/volunteers',
    section: 'crises',
    text: (lang) => texts(lang).staff.title,
    access: DIRECTORY_ROLES,
    rank: 30,
  },
  {
    href: '/volunteers/certificates',
    section: 'reviews',
    text: (lang) => texts(lang).staff.queueTitle,
    access: VERIFIER_ROLES,
    rank: 40,
  },
];

/** One's own record first, then the documents that wait for a reviewer. */
export const todo: TodoSource = async (ctx, actor, lang) => {
  const own = await ownVolunteer(ctx, actor);
  const isAsked = own !== undefined && (await ownProposals(ctx, own)).length > 0;
  const lines = [
    ...(isAsked ? [{ text: texts(lang).duplicates.todo, href: '/volunteer/duplicate' }] : []),
    ...(own ? ownTodo(await wholeRecord(ctx, own), lang, ctx.clock.now()) : []),
  ];
  const territory = territoryOf(actor, VERIFIER_ROLES);
  const isVerifier =
    territory.kind === 'everywhere' || territory.departments.length + territory.communes.length > 0;
  if (!isVerifier) return lines;
  const merges = await countOpenMerges(ctx.db, territory, accountOf(actor));
  if (merges > 0)
    lines.push({ text: texts(lang).duplicates.reviewTodo(merges), href: '/volunteers/duplicates' });
  const { count, oldest } = await countToVerify(ctx.db, territory);
  if (count === 0 || oldest === null) return lines;
  const due = new Date(oldest.getTime() + REVIEW_DAYS * 86_400_000);
  const text = texts(lang).staff.queueTodo(count);
  return [...lines, { text, href: '/volunteers/certificates', due }];
};
