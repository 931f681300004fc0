import { z } from 'zod';
import { holdersOfOrganisation } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { defineJob, enqueue } from '#platform/jobs/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { notify } from '#platform/messaging/index.ts';
import { fetchBounded } from '#platform/outbound/fetch-bounded.ts';
import type { OrderEvent } from '../domain/order.ts';
import { CALL, nextTry } from '../domain/webhook.ts';
import { webhookTexts } from '../messages/webhooks/index.ts';
import { DISTRIBUTOR_ROLES } from '../policy.ts';
import type { Order } from '../queries/rows.ts';
import {
  callById,
  insertCall,
  lockCall,
  saveCall,
  type WebhookCall,
  webhookOf,
} from '../queries/webhooks.ts';
import { keepsWebhook } from './keep.ts';
import { signedHeaders } from './secret.ts';
import { webhookLimits } from './settings.ts';

/** Tells the distributor's own system of a step, in the caller's transaction, when it has one. */
export async function callDistributor(
  tx: Context,
  order: Order,
  step: number,
  event: OrderEvent,
): Promise<void> {
  const webhook = await webhookOf(tx.db, order.distributorId);
  if (!webhook?.url) return;
  const id = tx.ids.next<'webhook_call'>();
  const now = tx.clock.now();
  await insertCall(tx.db, {
    distributorId: order.distributorId,
    id,
    orderId: order.id,
    step,
    event,
    // No name and no key: whoever reads it on the way learns nothing, the interface tells the rest.
    body: JSON.stringify({
      type: `order.${event}`,
      timestamp: now.toISOString(),
      data: { order: order.id, reference: order.reference, step, state: order.state },
    }),
    state: 'waiting',
    tries: 0,
    lastAnswer: '',
    nextTryAt: now,
    createdAt: now,
    endedAt: null,
  });
  await enqueue(tx, callJob, { distributorId: order.distributorId, id });
}

/** One try. Done twice (a stop between the answer and its record), the same id is sent twice. */
export const callJob = defineJob({
  name: 'offers.webhook_call',
  schema: z.object({ distributorId: z.uuid(), id: z.uuid() }),
  async run(ctx, { distributorId, id }) {
    const call = await callById(ctx.db, distributorId, id);
    if (call?.state !== 'waiting' || !isDue(ctx, call)) return;
    const answer = await send(ctx, call);
    await transaction(ctx, (tx) => settle(tx, call, answer));
  },
});

/** A run too many finds the next try still to come. */
function isDue({ clock }: Context, { nextTryAt }: WebhookCall): boolean {
  return nextTryAt !== null && nextTryAt <= clock.now();
}

interface Answer {
  /** The status, or why there was none. */
  readonly text: string;
  readonly well: boolean;
}

async function send(ctx: Context, call: WebhookCall): Promise<Answer> {
  const webhook = await webhookOf(ctx.db, call.distributorId);
  if (!webhook?.url) return { text: 'no_address', well: false };
  const answer = await fetchBounded(webhook.url, {
    ...webhookLimits(ctx.config),
    method: 'POST',
    body: call.body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Renfort',
      ...signedHeaders(ctx, call.distributorId, webhook, call),
    },
  });
  if (!answer.ok) return { text: answer.error, well: false };
  const { status } = answer.value;
  return { text: String(status), well: status >= 200 && status < 300 };
}

async function settle(tx: Context, { distributorId, id, tries }: WebhookCall, answer: Answer) {
  const call = await lockCall(tx.db, distributorId, id);
  // Another run of the same try was first.
  if (call?.state !== 'waiting' || call.tries !== tries) return;
  const now = tx.clock.now();
  const next = answer.well ? undefined : nextTry(tries + 1, now);
  if (next) {
    const outcome = { tries: tries + 1, lastAnswer: answer.text, nextTryAt: next, endedAt: null };
    await saveCall(tx.db, call, { ...outcome, state: 'waiting' });
    await enqueue(tx, callJob, { distributorId, id }, { startAfter: next });
    return;
  }
  const state = transition(CALL, call.state, answer.well ? 'succeed' : 'give_up');
  if (!state.ok) return;
  await saveCall(tx.db, call, {
    state: state.value,
    tries: tries + 1,
    lastAnswer: answer.text,
    nextTryAt: null,
    endedAt: now,
  });
  if (!answer.well) await tellGivenUp(tx, distributorId);
}

/** To each agent by e-mail, once a day: the system that would have been told does not answer. */
async function tellGivenUp(tx: Context, distributorId: string): Promise<void> {
  const now = tx.clock.now();
  const agents = await holdersOfOrganisation(tx.db, distributorId, DISTRIBUTOR_ROLES, now);
  await notify(
    tx,
    agents.map(({ email, lang }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'account' as const,
      key: `webhook-given-up:${distributorId}:${localDate(now)}`,
      lang,
      subject: webhookTexts(lang).givenUpSubject,
      text: webhookTexts(lang).givenUpText(
        `${tx.config.publicUrl}/distributors/${distributorId}/webhook`,
      ),
    })),
  );
}

/** Sends once more what has ended, from the first try on. */
export async function sendAgain(
  ctx: Context,
  actor: Actor,
  distributorId: string,
  id: string,
): Promise<Result<undefined, 'not_found' | 'transition_not_allowed'>> {
  if (!keepsWebhook(actor, distributorId)) return refuse('not_found');
  return transaction(ctx, async (tx) => {
    const call = await lockCall(tx.db, distributorId, id);
    if (!call) return refuse('not_found');
    const state = transition(CALL, call.state, 'send_again');
    if (!state.ok) return state;
    await saveCall(tx.db, call, {
      state: state.value,
      tries: 0,
      lastAnswer: call.lastAnswer,
      nextTryAt: tx.clock.now(),
      endedAt: null,
    });
    await enqueue(tx, callJob, { distributorId, id });
    return ok();
  });
}
