import { SignJWT } from 'jose';
import { type Context, transaction } from '#platform/context.ts';
import { signingKey } from '#platform/credentials/keys/store.ts';
import { fetchBounded } from '#platform/outbound/fetch-bounded.ts';
import { LEVELS, levelOf } from '../domain/digcomp/referential.ts';
import {
  type DueScore,
  dueScores,
  type LtiPlatform,
  scoreLater,
  scoreTaken,
} from '../queries/lti.ts';
import { LTI_KEY, platformCall } from './settings.ts';

const SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
const AT_ONCE = 20;
/** After this many tries, some two days, the platform is not asked any more. */
const MOST_TRIES = 12;

/**
 * Gives the levels of tests that have ended back to the platforms that launched them, out of eight. What
 * is refused or unreachable is tried again, twice as late each time.
 */
export async function sendScores(ctx: Context): Promise<void> {
  await transaction(ctx, async (tx) => {
    for (const score of await dueScores(tx.db, tx.clock.now(), AT_ONCE)) {
      const done = score.theta === null || (await sent(tx, score, score.theta));
      if (done || score.tries + 1 >= MOST_TRIES) await scoreTaken(tx.db, score.attemptId);
      else {
        const wait = 60_000 * 2 ** score.tries;
        await scoreLater(tx.db, score.attemptId, new Date(tx.clock.now().getTime() + wait));
      }
    }
  });
}

async function sent(ctx: Context, score: DueScore, theta: number): Promise<boolean> {
  const token = await tokenFrom(ctx, score.platform);
  if (!token) return false;
  const address = new URL(score.lineItem);
  address.pathname = `${address.pathname.replace(/\/$/, '')}/scores`;
  const answer = await fetchBounded(address.href, {
    ...platformCall(ctx),
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/vnd.ims.lis.v1.score+json',
    },
    body: JSON.stringify({
      userId: score.userId,
      scoreGiven: levelOf(theta),
      scoreMaximum: LEVELS.length,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: score.endedAt.toISOString(),
    }),
  });
  return answer.ok && answer.value.status >= 200 && answer.value.status < 300;
}

/** A token of the platform, asked for with our own signature. */
async function tokenFrom(ctx: Context, platform: LtiPlatform): Promise<string | undefined> {
  const { id, privateKey } = await signingKey(ctx, LTI_KEY, 'rs256');
  const now = Math.floor(ctx.clock.now().getTime() / 1000);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256', kid: id, typ: 'JWT' })
    .setIssuer(platform.clientId)
    .setSubject(platform.clientId)
    .setAudience(platform.tokenUrl)
    .setJti(ctx.ids.next())
    .setIssuedAt(now)
    .setExpirationTime(now + 300)
    .sign(privateKey);
  const answer = await fetchBounded(platform.tokenUrl, {
    ...platformCall(ctx),
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: SCOPE,
    }).toString(),
  });
  if (!answer.ok || answer.value.status !== 200) return undefined;
  try {
    const { access_token: token } = JSON.parse(answer.value.bytes.toString('utf8'));
    return typeof token === 'string' ? token : undefined;
  } catch {
    return undefined;
  }
}
