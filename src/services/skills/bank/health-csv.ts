import { stringify } from 'csv-stringify/sync';
import type { BankHealth } from './health.ts';

/** Every item of the active version with its figures; decimal points, as the commands read them. */
export function healthCsv({ items }: BankHealth): string {
  return stringify(
    items.map((item) => ({
      item: item.id,
      status: item.status,
      shown: item.shown,
      answered: item.answered,
      right: item.right,
      infit: item.infit === null ? '' : item.infit.toFixed(3),
      flags: item.flags,
      aside: item.quarantined ?? '',
      concerns: item.concerns.join(' '),
    })),
    { header: true },
  );
}
