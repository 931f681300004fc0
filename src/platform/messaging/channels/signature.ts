import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 of `timestamp.body`, in hexadecimal; the timestamp is in seconds. */
export function sign(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

const TOLERANCE_S = 300;

/** Refuses another secret, another body, and what was signed more than five minutes ago. */
export function isSigned(
  secret: string,
  timestamp: string | undefined,
  body: string,
  signature: string | undefined,
  now: Date,
): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
  const expected = Buffer.from(sign(secret, timestamp, body));
  const given = Buffer.from(signature.replace(/^sha256=/, '').toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
}
