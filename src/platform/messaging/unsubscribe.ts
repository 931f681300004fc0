import { createHmac, timingSafeEqual } from 'node:crypto';
import { PURPOSES, type Purpose, UNMUTABLE } from './domain/message.ts';

/** Messages of these purposes answer something the person did; they carry no unsubscribe link. */
const TRANSACTIONAL: readonly Purpose[] = [...UNMUTABLE, 'account'];

export function offersUnsubscribe(purpose: Purpose): boolean {
  return !TRANSACTIONAL.includes(purpose);
}

/** Says which address (by its hash) and which purpose, and cannot be made up without the pepper. */
export function unsubscribeToken(pepper: Buffer, recipientHash: Buffer, purpose: Purpose): string {
  const subject = `${recipientHash.toString('base64url')}.${purpose}`;
  return `${subject}.${mac(pepper, subject)}`;
}

export function readUnsubscribeToken(
  pepper: Buffer,
  token: string,
): { recipientHash: Buffer; purpose: Purpose } | undefined {
  const [hash, purpose, signature] = token.split('.');
  if (!hash || !purpose || !signature) return undefined;
  const expected = Buffer.from(mac(pepper, `${hash}.${purpose}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const known = PURPOSES.find((name) => name === purpose);
  if (!known || !offersUnsubscribe(known)) return undefined;
  return { recipientHash: Buffer.from(hash, 'base64url'), purpose: known };
}

function mac(pepper: Buffer, subject: string): string {
  return createHmac('sha256', pepper)
    .update(`unsubscribe:${subject}`)
    .digest('base64url')
    .slice(0, 22);
}
