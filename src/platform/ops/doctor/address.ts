import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Check, failure, ok, warning } from './finding.ts';

const PATIENCE_MS = 5_000;

/** The address of links in messages: does it lead here? */
export const addressCheck: Check = {
  about: 'address',
  needsDatabase: false,
  async look({ config }) {
    if (!config.setting('RENFORT_URL')) {
      const says = `links in messages lead to ${config.publicUrl}`;
      return [warning(says, 'set RENFORT_URL to the address that people use')];
    }
    const { protocol, hostname } = new URL(config.publicUrl);
    const host = hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) === 0 && !(await lookup(host).catch(() => undefined))) {
      return [failure(`${host} has no address`, 'add it to the DNS, or mend RENFORT_URL')];
    }
    const insecure = warning(
      `${config.publicUrl} is not encrypted`,
      'put a web server with HTTPS in front, and say https:// in RENFORT_URL',
    );
    const uncounted = warning(
      'RENFORT_PROXIES is 0: limits count everybody behind the web server as one',
      'say how many proxies stand in front',
    );
    return [
      await answerOf(config.publicUrl),
      ...(protocol === 'https:' ? [] : [insecure]),
      ...(protocol === 'https:' && !Number(config.setting('RENFORT_PROXIES')) ? [uncounted] : []),
    ];
  },
};

async function answerOf(url: string) {
  const todo = 'look at the web server in front, and whether "renfort serve" runs';
  try {
    const answer = await fetch(`${url}/healthz`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const isOurs = answer.ok && (await answer.text()).includes('"status"');
    return isOurs ? ok(`${url} answers`) : failure(`${url} answers ${answer.status}`, todo);
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error };
    return failure(`${url}: ${cause?.message || message}`, todo);
  }
}
