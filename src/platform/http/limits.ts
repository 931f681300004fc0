import { look, type RateRule, take } from '../auth/rate-limit.ts';
import { clientAddress } from './address.ts';
import type { Request } from './env.ts';
import { tooManyPage } from './error-pages.tsx';

/** Tokens in links (reply, unsubscribe, verify...): wrong ones are counted by network address. */
const WRONG_TOKENS: RateRule = { name: 'wrong_token', points: 30, minutes: 10 };

/**
 * For a page reached by a secret link: `undefined` lets it go on, else the refusal to return. Call
 * `countWrongToken` when the token is not known, so that nobody can try millions.
 */
export async function refuseTokenGuessing(c: Request): Promise<Response | undefined> {
  const address = clientAddress(c);
  if (!address) return undefined;
  const verdict = await look(c.get('ctx'), WRONG_TOKENS, address);
  return verdict.allowed ? undefined : tooManyPage(c, verdict.retryAt);
}

export async function countWrongToken(c: Request): Promise<void> {
  const address = clientAddress(c);
  if (address) await take(c.get('ctx'), WRONG_TOKENS, address);
}

/**
 * The answer to a link that leads nowhere: counts it, and refuses for a while whoever tries many. A
 * good link is never asked, so a shared network address keeps nobody out.
 */
export async function answerWrongToken(
  c: Request,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  const refusal = await refuseTokenGuessing(c);
  if (refusal) return refusal;
  await countWrongToken(c);
  return answer();
}

/** A route's own limit, counted by network address in PostgreSQL. */
export async function refuseBeyond(c: Request, rule: RateRule): Promise<Response | undefined> {
  const address = clientAddress(c);
  if (!address) return undefined;
  const verdict = await take(c.get('ctx'), rule, address);
  return verdict.allowed ? undefined : tooManyPage(c, verdict.retryAt);
}

/**
 * Posts by visitors, whatever the page: counted in this process only, so that a reply costs no extra
 * write. Wide, because thousands of phones share the addresses of one operator.
 */
export const PUBLIC_POSTS_PER_MINUTE = 3_000;
const MINUTE = 60_000;
const KEPT_ADDRESSES = 50_000;
const counted = new Map<string, { count: number; resetsAt: number }>();

export function refuseFlood(c: Request): Response | undefined {
  const address = clientAddress(c);
  if (!address) return undefined;
  const now = c.get('ctx').clock.now().getTime();
  let window = counted.get(address);
  if (!window || window.resetsAt <= now) {
    if (counted.size >= KEPT_ADDRESSES) counted.clear();
    window = { count: 0, resetsAt: now + MINUTE };
    counted.set(address, window);
  }
  window.count += 1;
  return window.count > PUBLIC_POSTS_PER_MINUTE
    ? tooManyPage(c, new Date(window.resetsAt))
    : undefined;
}
