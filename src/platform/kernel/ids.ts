import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** An identifier that cannot be mistaken for another kind: `Id<'need'>`. */
export type Id<Kind extends string> = string & { readonly __kind: Kind };

/** Makes UUIDv7 identifiers (RFC 9562): sortable by time, no sequence to share between machines. */
export interface Ids {
  next<Kind extends string>(): Id<Kind>;
}

export function uuidv7(now: Date, bytes: Uint8Array): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  const hex = Array.from(bytes.subarray(0, 10), (b) => b.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (parseInt(hex[3] as string, 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}

export function uuidv7Ids(clock: Clock, random: Random): Ids {
  return { next: <Kind extends string>() => uuidv7(clock.now(), random.bytes(10)) as Id<Kind> };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
