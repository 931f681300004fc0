import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { type FileRefusal, type FileRules, removeFiles, storeFile } from '#platform/files/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { entitlementOf, organisationById } from '#services/associations/index.ts';
import {
  type Answers,
  type CriterionId,
  gapsOf,
  maySubmit,
  QUESTIONNAIRE,
} from '../domain/criteria.ts';
import {
  ANSWER_DAYS,
  APPEAL_DAYS,
  APPLICATION,
  type ApplicationEvent,
  type ApplicationState,
  type Label,
  mayRenew,
  WRITABLE,
} from '../domain/label.ts';
import { texts } from '../messages/index.ts';
import { accountOf } from '../policy.ts';
import {
  type Application,
  type ApplicationPatch,
  addEvidence,
  dropEvidence,
  evidenceOf,
  insertApplication,
  keepAnswers,
  lastApplication,
  patchApplication,
} from '../queries/applications.ts';
import { lockSpace, type Space } from '../queries/spaces.ts';
import { labelToday } from './labelled.ts';
import { writeToReviewers } from './letters.ts';

export type ApplyRefusal =
  | 'not_found'
  | 'not_possible_now'
  | 'changed_meanwhile'
  | 'incomplete'
  | 'association_excluded'
  | 'reason_missing'
  | FileRefusal;

export const EVIDENCE_RULES: FileRules = {
  accept: ['application/pdf', 'image/jpeg', 'image/png'],
  maxBytes: 5 * 1024 * 1024,
};

const DAY_MS = 86_400_000;

/** May a request be begun: no label, or one that ends soon. */
export function mayBegin(label: Label, last: Application | undefined, today: string): boolean {
  const isOpen = last && (WRITABLE.has(last.state) || ANSWER_DAYS[last.state] !== undefined);
  const isFree = label.state !== 'labelled' && label.state !== 'suspended';
  return !isOpen && (isFree || mayRenew(label, today));
}

/** Begins a request, its answers those of the one before. */
export async function beginApplication(
  ctx: Context,
  actor: Actor,
  space: Space,
): Promise<Result<Application, ApplyRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Application, ApplyRefusal>> => {
    await lockSpace(tx.db, space.id);
    const last = await lastApplication(tx.db, space.id);
    const label = await labelToday(tx, space);
    const now = tx.clock.now();
    if (!mayBegin(label, last, localDate(now, space.timeZone))) return refuse('not_possible_now');
    const id = tx.ids.next<'application'>();
    const kind = label.state === 'labelled' || label.state === 'suspended' ? 'renewal' : 'first';
    const createdBy = accountOf(actor);
    await insertApplication(tx.db, {
      ...{ spaceId: space.id, id, kind, questionnaire: QUESTIONNAIRE, createdBy, now },
    });
    if (last) await keepAnswers(tx.db, { spaceId: space.id, id }, last.answers);
    await recordAudit(tx, actor, {
      action: 'label_application.begun',
      subject: { kind: 'space', id: space.id },
      detail: { application: id, kind },
    });
    return ok((await lastApplication(tx.db, space.id)) as Application);
  });
}

export interface Draft {
  /** The version that the form showed. */
  readonly version: number;
  readonly answers: Answers;
  readonly files: readonly { readonly criterion: CriterionId; readonly file: File }[];
}

/** Keeps what was written so far, whole or not. */
export async function saveAnswers(
  ctx: Context,
  actor: Actor,
  space: Space,
  { version, answers, files }: Draft,
): Promise<Result<Application, ApplyRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Application, ApplyRefusal>> => {
    await lockSpace(tx.db, space.id);
    const application = await lastApplication(tx.db, space.id);
    if (!application || !WRITABLE.has(application.state)) return refuse('not_possible_now');
    if (application.version !== version) return refuse('changed_meanwhile');
    for (const { criterion, file } of files) {
      const stored = await storeFile(tx, actor, file, EVIDENCE_RULES);
      if (!stored.ok) return refuse(stored.error, { criterion });
      const { id: fileId, name } = stored.value;
      await addEvidence(tx.db, application, { fileId, criterion, name }, tx.clock.now());
    }
    await keepAnswers(tx.db, application, answers);
    return ok((await lastApplication(tx.db, space.id)) as Application);
  });
}

export async function removeEvidence(
  ctx: Context,
  space: Space,
  fileId: string,
): Promise<Result<undefined, ApplyRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, ApplyRefusal>> => {
    await lockSpace(tx.db, space.id);
    const application = await lastApplication(tx.db, space.id);
    if (!application || !WRITABLE.has(application.state)) return refuse('not_possible_now');
    if (!(await dropEvidence(tx.db, application, fileId))) return refuse('not_found');
    await removeFiles(tx, [fileId]);
    return ok();
  });
}

/** Sends a request to the reviewers; the holder must not be excluded from the programme. */
export async function submitApplication(
  ctx: Context,
  actor: Actor,
  space: Space,
): Promise<Result<Application, ApplyRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Application, ApplyRefusal>> => {
    await lockSpace(tx.db, space.id);
    const application = await lastApplication(tx.db, space.id);
    if (!application) return refuse('not_found');
    const withEvidence = new Set(
      (await evidenceOf(tx.db, application)).map(({ criterion }) => criterion),
    );
    if (!maySubmit(gapsOf(application.answers, withEvidence))) return refuse('incomplete');
    if (await isExcluded(tx, space.organisationId)) return refuse('association_excluded');
    return moveApplication(tx, actor, space, application, 'submit', {
      submitted_at: tx.clock.now(),
      first_reader: null,
      first_opinion: null,
      first_note: '',
    });
  });
}

export async function withdrawApplication(ctx: Context, actor: Actor, space: Space) {
  return transaction(ctx, async (tx): Promise<Result<Application, ApplyRefusal>> => {
    await lockSpace(tx.db, space.id);
    const application = await lastApplication(tx.db, space.id);
    if (!application) return refuse('not_found');
    return moveApplication(tx, actor, space, application, 'withdraw');
  });
}

export async function appealDecision(ctx: Context, actor: Actor, space: Space, reason: string) {
  return transaction(ctx, async (tx): Promise<Result<Application, ApplyRefusal>> => {
    await lockSpace(tx.db, space.id);
    const application = await lastApplication(tx.db, space.id);
    if (!application) return refuse('not_found');
    if (reason.trim() === '') return refuse('reason_missing');
    if (!mayAppeal(application, tx.clock.now())) return refuse('not_possible_now');
    return moveApplication(tx, actor, space, application, 'appeal', { appeal: reason.trim() });
  });
}

export function mayAppeal({ state, decidedAt }: Application, now: Date): boolean {
  return (
    state === 'refused' &&
    decidedAt !== null &&
    now.getTime() - decidedAt.getTime() <= APPEAL_DAYS * DAY_MS
  );
}

/** The only way a request changes; the space is locked by the caller's transaction. */
export async function moveApplication(
  tx: Context,
  actor: Actor,
  space: Space,
  application: Application,
  event: ApplicationEvent,
  patch: Omit<ApplicationPatch, 'state' | 'due_at'> = {},
): Promise<Result<Application, 'not_possible_now'>> {
  const next = transition(APPLICATION, application.state, event);
  if (!next.ok) return refuse('not_possible_now');
  const state = next.value;
  const due_at = dueAt(state, tx.clock.now());
  await patchApplication(tx.db, application, { ...patch, state, due_at });
  await recordAudit(tx, actor, {
    action: `label_application.${event}`,
    subject: { kind: 'space', id: space.id },
    detail: { application: application.id, from: application.state, to: state },
  });
  if (state === 'submitted' || state === 'second_reading' || state === 'appealed') {
    await writeToReviewers(tx, space.department, 'label', (lang) =>
      texts(lang).mail.toRead({
        space: space.name,
        link: `${tx.config.publicUrl}/spaces/label-queue`,
      }),
    );
  }
  return ok((await lastApplication(tx.db, space.id)) as Application);
}

function dueAt(state: ApplicationState, now: Date): Date | null {
  const days = ANSWER_DAYS[state];
  return days === undefined ? null : new Date(now.getTime() + days * DAY_MS);
}

async function isExcluded(tx: Context, organisationId: string): Promise<boolean> {
  const holder = await organisationById(tx, organisationId);
  if (holder?.kind !== 'association') return false;
  return (await entitlementOf(tx, organisationId, 'associations-1901')).state === 'excluded';
}
