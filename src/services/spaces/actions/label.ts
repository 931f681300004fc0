import { recordAudit } from '#platform/audit/index.ts';
import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import {
  LABEL,
  type Label,
  type LabelEvent,
  labelOn,
  lastDayOfLabel,
  lastDayOfRenewal,
} from '../domain/label.ts';
import { accountOf } from '../policy.ts';
import { labelEvents, recordLabelEvent } from '../queries/label.ts';
import type { Space } from '../queries/spaces.ts';

/** The only way a label changes; the space is locked by the caller's transaction. */
export async function moveLabel(
  tx: Context,
  actor: Actor,
  space: Space,
  event: LabelEvent,
  reason = '',
): Promise<Result<Label, 'not_possible_now'>> {
  const now = tx.clock.now();
  const day = localDate(now, space.timeZone);
  const before = labelOn(await labelEvents(tx.db, space.id), day);
  // The clock writes what the days have already done: seen from today a label past its end is over.
  const from = event === 'expire' ? space.labelState : before.state;
  const next = transition(LABEL, from, event);
  if (!next.ok) return refuse('not_possible_now');
  const until =
    event === 'grant'
      ? lastDayOfLabel(day)
      : event === 'renew'
        ? lastDayOfRenewal(before.until ?? day)
        : null;
  const label = { state: next.value, until: until ?? before.until };
  const id = tx.ids.next<'label_event'>();
  const accountId = accountOf(actor);
  await recordLabelEvent(tx.db, space.id, { id, event, day, until, reason, accountId, now }, label);
  await recordAudit(tx, actor, {
    action: `label.${event}`,
    subject: { kind: 'space', id: space.id },
    detail: { from, to: label.state, ...(label.until ? { until: label.until } : {}) },
  });
  return ok(label);
}
