import type { DateString } from '#platform/kernel/dates.ts';

/** What a register says of an organisation, decoded: empty text or null where it says nothing. */
export interface RegisterEntry {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly rna: string | null;
  readonly legacyNumber: string | null;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rupNumber: string | null;
  readonly communeCode: string;
  readonly communeName: string;
  readonly department: string;
  readonly postalCode: string;
  readonly address: string;
  readonly object: string;
  /** Six digits, or empty: not said. */
  readonly objectCode1: string;
  readonly objectCode2: string;
  readonly nature: string;
  readonly grouping: string;
  readonly position: string;
  /** Prefecture or sub-prefecture that keeps the file: `332P`. */
  readonly prefecture: string;
  readonly createdOn: DateString | null;
  readonly declaredOn: DateString | null;
  readonly publishedOn: DateString | null;
  readonly dissolvedOn: DateString | null;
  readonly website: string;
  /** The record that took this one over: the W number of a row in position R. */
  readonly successorId: string | null;
  /** When the register last changed it, as it says: `2019-06-01 12:45:31`, local time of Paris. */
  readonly registerUpdatedAt: string | null;
}

export type RowFault =
  | 'number_missing'
  | 'number_unreadable'
  | 'name_missing'
  | 'layout_of_other_register';

/** Where a commune is, given by whoever knows the communes of today. */
export interface Places {
  /** The commune's code and department, from an INSEE code that exists. */
  byCode(code: string): { readonly code: string; readonly department: string } | undefined;
  /** From a postal code and the name written beside it. */
  byPostalCode(
    postalCode: string,
    name: string,
  ): { readonly code: string; readonly department: string } | undefined;
}
