import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Metropolitan France first, then the overseas numbering plans. */
const REGIONS: readonly CountryCode[] = [
  'FR',
  'RE',
  'GP',
  'MQ',
  'GF',
  'YT',
  'PM',
  'NC',
  'PF',
  'WF',
];

/**
 * Ranges that ARCEP keeps for works of fiction (decision 2018-0881): valid for us, so that the
 * demonstration and the tests can never reach anybody.
 */
const FICTION = /^\+33(?:19900|26191|35301|46571|53649|63998)\d{4}$/;

/** A number as people write it -> E.164; undefined when it is not a complete number. */
export function normalisePhone(text: string): string | undefined {
  for (const region of REGIONS) {
    const parsed = parsePhoneNumberFromString(text, region);
    if (parsed && (parsed.isValid() || FICTION.test(parsed.number))) return parsed.number;
  }
  return undefined;
}
