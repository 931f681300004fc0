import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type Label, mayRead } from '../domain/label.ts';
import { texts } from '../messages/index.ts';
import { accountOf, mayReview } from '../policy.ts';
import { type Application, lastApplication } from '../queries/applications.ts';
import { lockSpace, type Space } from '../queries/spaces.ts';
import { moveApplication } from './apply.ts';
import { moveLabel } from './label.ts';
import { labelToday } from './labelled.ts';
import { writeToHolders } from './letters.ts';

export const READINGS = [
  'ask_changes',
  'opinion_grant',
  'opinion_refuse',
  'grant',
  'refuse',
  'uphold',
] as const;
export type Reading = (typeof READINGS)[number];

export type ReviewRefusal = 'not_found' | 'not_possible_now' | 'same_reader' | 'note_missing';

/** What a reader may say in each state. */
export const READINGS_IN: Readonly<Partial<Record<Application['state'], readonly Reading[]>>> = {
  submitted: ['opinion_grant', 'opinion_refuse', 'ask_changes'],
  second_reading: ['grant', 'refuse', 'ask_changes'],
  appealed: ['grant', 'uphold'],
};

/** A reader's word on the request of a space: an opinion, then by another person the decision. */
export async function readApplication(
  ctx: Context,
  actor: Actor,
  spaceId: string,
  reading: Reading,
  note: string,
): Promise<Result<Application, ReviewRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Application, ReviewRefusal>> => {
    const space = await lockSpace(tx.db, spaceId);
    const application = space && (await lastApplication(tx.db, spaceId));
    if (!space || !application || !mayReview(actor, space)) return refuse('not_found');
    if (!READINGS_IN[application.state]?.includes(reading)) return refuse('not_possible_now');
    const reader = accountOf(actor);
    if (!reader || !mayRead(application.state, application, reader)) return refuse('same_reader');
    if (reading !== 'opinion_grant' && reading !== 'grant' && note.trim() === '') {
      return refuse('note_missing');
    }
    const moved = await say(tx, actor, space, application, reading, note.trim(), reader);
    if (moved.ok) await tellHolders(tx, space, moved.value, reading, note.trim());
    return moved;
  });
}

async function say(
  tx: Context,
  actor: Actor,
  space: Space,
  application: Application,
  reading: Reading,
  note: string,
  reader: string,
): Promise<Result<Application, 'not_possible_now'>> {
  const isAppeal = application.state === 'appealed';
  switch (reading) {
    case 'ask_changes':
      return moveApplication(tx, actor, space, application, reading, { decision_note: note });
    case 'opinion_grant':
    case 'opinion_refuse':
      return moveApplication(tx, actor, space, application, 'give_opinion', {
        first_reader: reader,
        first_opinion: reading === 'opinion_grant' ? 'grant' : 'refuse',
        first_note: note,
        decision_note: '',
      });
    case 'grant': {
      const label = await labelToday(tx, space);
      const event = label.state === 'labelled' ? 'renew' : 'grant';
      const granted = await moveLabel(tx, actor, space, event);
      if (!granted.ok) return granted;
      return moveApplication(tx, actor, space, application, 'grant', {
        ...(isAppeal ? { appeal_reader: reader } : { second_reader: reader }),
        decision_note: note,
        decided_at: tx.clock.now(),
      });
    }
    case 'refuse':
    case 'uphold':
      return moveApplication(tx, actor, space, application, reading, {
        ...(isAppeal ? { appeal_reader: reader } : { second_reader: reader }),
        decision_note: note,
        decided_at: tx.clock.now(),
      });
  }
}

async function tellHolders(
  tx: Context,
  space: Space,
  application: Application,
  reading: Reading,
  note: string,
): Promise<void> {
  if (reading === 'opinion_grant' || reading === 'opinion_refuse') return;
  await writeToHolders(
    tx,
    space,
    `label:${application.id}:${reading}:${tx.clock.now().getTime()}`,
    (lang) =>
      texts(lang).mail.read(reading, {
        space: space.name,
        note,
        link: `${tx.config.publicUrl}/spaces/${space.id}/label`,
      }),
  );
}

export const LABEL_ACTS = ['suspend', 'restore', 'withdraw'] as const;
export type LabelAct = (typeof LABEL_ACTS)[number];

/** A reviewer suspends a label, gives it back or takes it away; always with a reason, told to the space. */
export async function actOnLabel(
  ctx: Context,
  actor: Actor,
  spaceId: string,
  act: LabelAct,
  reason: string,
): Promise<Result<Label, ReviewRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Label, ReviewRefusal>> => {
    const space = await lockSpace(tx.db, spaceId);
    if (!space || !mayReview(actor, space)) return refuse('not_found');
    if (reason.trim() === '') return refuse('note_missing');
    const moved = await moveLabel(tx, actor, space, act, reason.trim());
    if (!moved.ok) return moved;
    const at = tx.clock.now().getTime();
    await writeToHolders(tx, space, `label:${space.id}:${act}:${at}`, (lang) =>
      texts(lang).mail.labelAct(act, {
        space: space.name,
        note: reason.trim(),
        link: `${tx.config.publicUrl}/spaces/${space.id}/label`,
      }),
    );
    return ok(moved.value);
  });
}
