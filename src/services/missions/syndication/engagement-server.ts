import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#platform/kernel/clock.ts';
import { fetchBounded } from '#platform/outbound/fetch-bounded.ts';
import { retryAfterSeconds } from '#platform/outbound/retry-after.ts';
import type { EngagementSettings } from './settings.ts';

/** The server as a whole does not answer as it should: what is under way stops, and is taken up later. */
export class EngagementError extends Error {}

export interface Answer {
  readonly status: number;
  /** The JSON that came with it; undefined when there was none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export interface EngagementServer {
  /** @throws EngagementError when the server is away, refuses the key, or asks for more patience than we have. */
  ask(method: Method, path: string, body?: unknown): Promise<Answer>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** 600 requests a minute and key. */
const PACE_MS = 100;
const ATTEMPTS = 5;
const FIRST_WAIT_S = 1;
/** Whoever asks for more is asked again by the next run. */
const LONGEST_WAIT_S = 60;
const LIMITS = { timeoutMs: 60_000, maxBytes: 64 * 1024 * 1024 } as const;

/** One request after the other, at the pace that the server allows. `wait`: in milliseconds. */
export function engagementServer(
  { url, key, localHosts }: Omit<EngagementSettings, 'directions'>,
  clock: Clock,
  wait: (ms: number) => Promise<unknown> = sleep,
): EngagementServer {
  const once = async (method: Method, path: string, body: unknown) => {
    const answer = await fetchBounded(url + path, {
      ...LIMITS,
      localHosts,
      method,
      headers: {
        'x-api-key': key,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await wait(PACE_MS);
    return answer;
  };
  return {
    async ask(method, path, body) {
      for (let attempt = 1; ; attempt++) {
        const answer = await once(method, path, body);
        const status = answer.ok ? answer.value.status : 0;
        if (answer.ok && status < 500 && status !== 429) {
          if (status === 401 || status === 403) {
            throw new EngagementError(`${url}: the key was refused (${status})`);
          }
          return { status, body: jsonOf(answer.value.bytes) };
        }
        const why = answer.ok ? `answered ${status}` : answer.error;
        const header = answer.ok ? answer.value.headers['retry-after'] : undefined;
        const asked = retryAfterSeconds(header, clock.now().getTime());
        const seconds = asked ?? FIRST_WAIT_S * 2 ** (attempt - 1);
        if (attempt === ATTEMPTS || seconds > LONGEST_WAIT_S) {
          throw new EngagementError(`${url}${path}: ${why}, ${attempt} times`);
        }
        await wait(seconds * 1000);
      }
    },
  };
}

function jsonOf(bytes: Buffer): Answer['body'] {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Answer['body']) : undefined;
  } catch {
    return undefined;
  }
}
