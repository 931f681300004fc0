import { getConnInfo } from '@hono/node-server/conninfo';
import type { Request } from './env.ts';

/**
 * The network address to count requests by; `undefined` when it says nothing about the visitor
 * (loopback: a proxy that RENFORT_PROXIES does not announce, or a test). IPv6 counts by /64, which
 * is what one household or phone gets.
 */
export function clientAddress(c: Request): string | undefined {
  const proxies = Number(c.get('ctx').config.setting('RENFORT_PROXIES') ?? 0);
  const address = proxies > 0 ? forwardedFor(c, proxies) : socketAddress(c);
  if (!address) return undefined;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (/^127\.|^::1$/.test(plain)) return undefined;
  return plain.includes(':') ? network64(plain) : plain;
}

/** Each trusted proxy appends the address it saw: the visitor's is the n-th from the end. */
function forwardedFor(c: Request, proxies: number): string | undefined {
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return chain.at(-proxies) || undefined;
}

function socketAddress(c: Request): string | undefined {
  const bindings = c.env as { incoming?: unknown; server?: unknown } | undefined;
  return bindings?.incoming || bindings?.server ? getConnInfo(c).remote.address : undefined;
}

function network64(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = !tail ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
