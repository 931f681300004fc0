import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { bundledSource } from '../content/courses.ts';
import { EDITIONS, type EditionEvent, isCourseId } from '../domain/courses/edition.ts';
import { learnerOf, mayWrite } from '../policy.ts';
import { type Edition, editionOf, saveDraft, setEditionState } from '../queries/editions.ts';
import { courseIn, readEdition } from './courses.ts';

export const LONGEST_SOURCE = 60_000;

export type WriteError =
  | 'not_allowed'
  | 'course_id_wrong'
  /** `detail.most` characters. */
  | 'source_too_long'
  /** Somebody else saved the draft since it was opened. */
  | 'changed_meanwhile'
  | 'nothing_to_publish'
  | 'mistakes_left'
  /** `detail.current`: the version that learners have now. */
  | 'version_lower'
  | 'transition_not_allowed';

export interface Opened {
  readonly source: string;
  /** 0 when no draft is kept yet. */
  readonly revision: number;
}

/** The draft; else what is published, what comes with Renfort, or nothing. */
export async function openText(ctx: Context, course: string, lang: Lang): Promise<Opened> {
  const draft = await editionOf(ctx.db, course, lang, 'draft');
  if (draft) return draft;
  const published = await editionOf(ctx.db, course, lang, 'published');
  return { source: published?.source ?? bundledSource(course, lang) ?? '', revision: 0 };
}

/** Keeps a draft, with its mistakes: nothing that was typed is lost. */
export async function keepDraft(
  ctx: Context,
  actor: Actor,
  text: { course: string; lang: Lang; source: string; seen: number },
): Promise<Result<number, WriteError>> {
  if (!mayWrite(actor)) return refuse('not_allowed');
  if (!isCourseId(text.course)) return refuse('course_id_wrong');
  if (text.source.length > LONGEST_SOURCE) {
    return refuse('source_too_long', { most: LONGEST_SOURCE });
  }
  const at = ctx.clock.now();
  const id = ctx.ids.next();
  const revision = await saveDraft(ctx.db, { ...text, id, accountId: learnerOf(actor), at });
  return revision === undefined ? refuse('changed_meanwhile') : ok(revision);
}

/** The draft becomes what learners read; what they read before is kept as replaced. */
export async function publish(
  ctx: Context,
  actor: Actor,
  course: string,
  lang: Lang,
): Promise<Result<undefined, WriteError>> {
  if (!mayWrite(actor)) return refuse('not_allowed');
  return transaction(ctx, async (tx) => {
    const draft = await editionOf(tx.db, course, lang, 'draft');
    if (!draft) return refuse('nothing_to_publish');
    const text = readEdition(course, draft.source);
    if (!text.ok) return refuse('mistakes_left');
    const current = (await courseIn(tx, course, lang))?.version ?? 0;
    if (text.course.version < current) return refuse('version_lower', { current });
    const before = await editionOf(tx.db, course, lang, 'published');
    if (before) await move(tx, actor, before, 'replace');
    return move(tx, actor, draft, 'publish');
  });
}

/** Learners find the course of Renfort again, or none. */
export async function withdraw(
  ctx: Context,
  actor: Actor,
  course: string,
  lang: Lang,
): Promise<Result<undefined, WriteError>> {
  if (!mayWrite(actor)) return refuse('not_allowed');
  return transaction(ctx, async (tx) => {
    const published = await editionOf(tx.db, course, lang, 'published');
    return published ? move(tx, actor, published, 'withdraw') : refuse('transition_not_allowed');
  });
}

async function move(
  tx: Context,
  actor: Actor,
  edition: Edition,
  event: EditionEvent,
): Promise<Result<undefined, WriteError>> {
  const state = transition(EDITIONS, edition.state, event);
  if (!state.ok) return state;
  await setEditionState(tx.db, edition.id, state.value, tx.clock.now());
  await recordAudit(tx, actor, {
    action: `course.${state.value}`,
    subject: { kind: 'course_edition', id: edition.id },
    detail: { course: edition.course, lang: edition.lang },
  });
  return ok();
}
