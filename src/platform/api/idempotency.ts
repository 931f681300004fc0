import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Context, transaction } from '../context.ts';
import { defineJob } from '../jobs/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { forgetAnswers, type KeptAnswer, keepAnswer, keptAnswer, lockKey } from './queries.ts';

const KEPT_MS = 24 * 3_600_000;

export type Once =
  | {
      readonly kind: 'answered';
      readonly answer: Omit<KeptAnswer, 'requestHash'>;
      readonly replayed: boolean;
    }
  | { readonly kind: 'reused' };

class NotKept extends Error {
  readonly answer: Omit<KeptAnswer, 'requestHash'>;
  constructor(answer: Omit<KeptAnswer, 'requestHash'>) {
    super('not kept');
    this.answer = answer;
  }
}

/**
 * Does the work once for a key and keeps the answer in the same transaction, so that both exist or
 * neither. A repetition, even at the same time, waits and gets the same answer; another request
 * under the same key is refused. An answer of 429 or 500 and above is not kept and undoes the work.
 */
export async function once(
  ctx: Context,
  request: { readonly actor: Actor; readonly key: string; readonly hash: Buffer },
  work: (tx: Context) => Promise<Omit<KeptAnswer, 'requestHash'>>,
): Promise<Once> {
  const account = request.actor.kind === 'token' ? request.actor.accountId : request.actor.kind;
  const keyHash = createHash('sha256')
    .update(JSON.stringify([account, request.key]))
    .digest();
  try {
    return await transaction(ctx, async (tx): Promise<Once> => {
      await lockKey(tx.db, keyHash);
      const now = tx.clock.now();
      const before = await keptAnswer(tx.db, keyHash, new Date(now.getTime() - KEPT_MS));
      if (before) {
        if (!before.requestHash.equals(request.hash)) return { kind: 'reused' };
        return { kind: 'answered', answer: before, replayed: true };
      }
      const answer = await work(tx);
      if (answer.status === 429 || answer.status >= 500) throw new NotKept(answer);
      await keepAnswer(tx.db, keyHash, { ...answer, requestHash: request.hash }, now);
      return { kind: 'answered', answer, replayed: false };
    });
  } catch (error) {
    if (error instanceof NotKept)
      return { kind: 'answered', answer: error.answer, replayed: false };
    throw error;
  }
}

export const forgetIdempotencyJob = defineJob({
  name: 'api.forget_answers',
  schema: z.object({}),
  cron: '17 * * * *',
  run: async (ctx) => {
    await forgetAnswers(ctx.db, new Date(ctx.clock.now().getTime() - KEPT_MS));
  },
});
