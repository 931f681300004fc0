import type { Context } from '#platform/context.ts';
import { type VolunteerId, withdrawConsent } from '#services/volunteers/index.ts';
import type { Outcome } from '../domain/places.ts';
import { type Reply, recordReply } from './reply.ts';

/** Takes an answer from any channel; "not me any more" also withdraws the consent to be called. */
export async function answerCall(ctx: Context, reply: Reply): Promise<Outcome> {
  const outcome = await recordReply(ctx, reply);
  if (reply.answer === 'never') {
    await withdrawConsent(ctx, reply.volunteerId as VolunteerId, 'crisis', 'reply');
  }
  return outcome;
}
