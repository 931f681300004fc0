import { deleteSession, type SignInMethod } from '../auth/queries/sessions.ts';
import { startSession } from '../auth/sessions.ts';
import type { AccountId, Actor } from '../kernel/actor.ts';
import { writeCookie } from './cookies.ts';
import type { Request } from './env.ts';

export type Person = Actor & { readonly kind: 'person' };

/** For the handler of a route whose access is at least `signed_in`. */
export function personOf(c: Request): Person {
  const actor = c.get('actor');
  if (actor.kind !== 'person') throw new Error('This route is for somebody signed in');
  return actor;
}

/** Signs the browser in with a new session; whatever it held before is worth nothing. */
export async function signIn(
  c: Request,
  accountId: AccountId,
  method: SignInMethod,
): Promise<void> {
  const ctx = c.get('ctx');
  const before = c.get('actor');
  if (before.kind === 'person') await deleteSession(ctx.db, before.accountId, c.get('sessionId'));
  const token = await startSession(ctx, accountId, method, c.req.header('user-agent'));
  writeCookie(c, 'session', token);
  for (const kind of ['visit', 'challenge', 'ceremony'] as const) writeCookie(c, kind, '');
}

export function forgetVisitor(c: Request): void {
  for (const kind of ['session', 'visit', 'challenge', 'ceremony'] as const) {
    writeCookie(c, kind, '');
  }
}
