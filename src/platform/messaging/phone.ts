import { createRequire } from 'node:module';
import type * as Phones from 'libphonenumber-js/max';
import { once } from '../kernel/once.ts';

/** The numbering plans of the world: loaded with the first number. */
const phones = once(() => createRequire(import.meta.url)('libphonenumber-js/max') as typeof Phones);

/** Tried in this order for a number without its country: each overseas region has its own. */
const REGIONS = ['FR', 'RE', 'GP', 'MQ', 'GF', 'YT', 'PM', 'NC', 'PF', 'WF'] as const;

/**
 * Ranges that ARCEP keeps for works of fiction (decision 2018-0881): valid for us, so that the
 * demonstration and the tests can never reach anybody.
 */
const FICTION = /^\+33(?:19900|26191|35301|46571|53649|63998)\d{4}$/;

export interface PhoneNumber {
  /** +33612345678 */
  readonly e164: string;
  /** Can it receive a text message? Landlines cannot. */
  readonly mobile: boolean;
  readonly region: string | undefined;
}

/** Reads a number as people write it in France; `undefined` when no such number exists. */
export function readPhone(text: string): PhoneNumber | undefined {
  const cleaned = text.trim().replace(/^00/, '+');
  for (const region of REGIONS) {
    const number = phones().parsePhoneNumberFromString(cleaned, region);
    if (!number || !(number.isValid() || FICTION.test(number.number))) continue;
    const type = number.getType();
    return {
      e164: number.number,
      mobile: type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' || type === undefined,
      region: number.country,
    };
  }
  return undefined;
}

/** '06 12 34 56 78' -> '+33612345678'; `undefined` when no such number exists. */
export function normalisePhone(text: string): string | undefined {
  return readPhone(text)?.e164;
}

/** '+33612345678' -> '06 12 34 56 78'; a number of another country keeps its code. */
export function writtenPhone(e164: string): string {
  const number = phones().parsePhoneNumberFromString(e164);
  if (!number) return e164;
  const ours = REGIONS.some((region) => region === number.country);
  const written =
    ours || FICTION.test(number.number) ? number.formatNational() : number.formatInternational();
  return written.replaceAll(' ', '\u00a0');
}

/** As gateways write the sender of a text: country code first, with or without "+" or "00". */
export function normaliseSender(text: string): string | undefined {
  const digits = text.trim();
  return normalisePhone(/^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : digits);
}
