import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { END_REMINDERS, reminderDue } from '../domain/label.ts';
import { texts } from '../messages/index.ts';
import { applicationsDue, lastApplication, type Queued } from '../queries/applications.ts';
import { endingLabels } from '../queries/clock.ts';
import { lockSpace } from '../queries/spaces.ts';
import { dayText } from '../views/parts.tsx';
import { moveApplication } from './apply.ts';
import { moveLabel } from './label.ts';
import { writeToHolders, writeToReviewers } from './letters.ts';

const CLOCK: Actor = { kind: 'system', name: 'spaces.clock' };
const DAY_MS = 86_400_000;
/** A space that was asked to complete its request is written to this long before it is closed. */
const WARN_DAYS = 15;

/** Labels past their last day expire; those that end soon are announced, each reminder once. */
export async function followLabels(ctx: Context): Promise<void> {
  const ending = await endingLabels(ctx.db, ctx.clock.now(), END_REMINDERS[0]);
  for (const { id, daysLeft, until } of ending) {
    await transaction(ctx, async (tx) => {
      const space = await lockSpace(tx.db, id);
      if (!space) return;
      const link = `${tx.config.publicUrl}/spaces/${id}/label`;
      if (daysLeft < 0) {
        const expired = await moveLabel(tx, CLOCK, space, 'expire');
        if (!expired.ok) return;
        await writeToHolders(tx, space, `label:${id}:expired:${until}`, (lang) =>
          texts(lang).mail.expired({ space: space.name, link }),
        );
        return;
      }
      const reminder = reminderDue(daysLeft);
      await writeToHolders(tx, space, `label:${id}:ends:${until}:${reminder}`, (lang) =>
        texts(lang).mail.ends({ space: space.name, day: dayText(lang, until), link }),
      );
    });
  }
}

/** Requests: reviewers who are late are reminded; a space that does not complete is told, then let go. */
export async function followApplications(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  for (const due of await applicationsDue(ctx.db, new Date(now.getTime() + WARN_DAYS * DAY_MS))) {
    await transaction(ctx, (tx) => followApplication(tx, due, now));
  }
}

async function followApplication(tx: Context, due: Queued, now: Date): Promise<void> {
  const isOver = due.dueAt !== null && due.dueAt <= now;
  const link = `${tx.config.publicUrl}/spaces/${due.spaceId}/label`;
  if (due.state !== 'changes_asked') {
    if (!isOver) return;
    await writeToReviewers(tx, due.department, 'label-late', (lang) =>
      texts(lang).mail.late({
        space: due.spaceName,
        link: `${tx.config.publicUrl}/spaces/label-queue`,
      }),
    );
    return;
  }
  if (!isOver) {
    await writeToHolders(tx, due, `label:${due.id}:complete:${due.dueAt?.getTime()}`, (lang) =>
      texts(lang).mail.complete({ space: due.spaceName, link }),
    );
    return;
  }
  const space = await lockSpace(tx.db, due.spaceId);
  const application = await lastApplication(tx.db, due.spaceId);
  // Completed between the reading and the lock.
  if (!space || application?.state !== 'changes_asked') return;
  await moveApplication(tx, CLOCK, space, application, 'withdraw');
  await writeToHolders(tx, space, `label:${due.id}:let-go`, (lang) =>
    texts(lang).mail.letGo({ space: space.name, link }),
  );
}
