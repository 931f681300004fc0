import type { DateString } from '#platform/kernel/dates.ts';
import { isRna } from './identifiers.ts';
import { dateOf } from './rna-row.ts';

/** Columns of the stock of legal units (INSEE, StockUniteLegale) that Renfort reads. */
export const SIRENE_COLUMNS = [
  'siren',
  'statutDiffusionUniteLegale',
  'unitePurgeeUniteLegale',
  'dateCreationUniteLegale',
  'sigleUniteLegale',
  'identifiantAssociationUniteLegale',
  'trancheEffectifsUniteLegale',
  'dateDernierTraitementUniteLegale',
  'etatAdministratifUniteLegale',
  'denominationUniteLegale',
  'denominationUsuelle1UniteLegale',
  'categorieJuridiqueUniteLegale',
  'activitePrincipaleUniteLegale',
  'nomenclatureActivitePrincipaleUniteLegale',
  'nicSiegeUniteLegale',
  'economieSocialeSolidaireUniteLegale',
  'caractereEmployeurUniteLegale',
] as const;
export type SireneColumn = (typeof SIRENE_COLUMNS)[number];
export type SireneLayout = Readonly<Record<SireneColumn, number>>;

const NEEDED: readonly SireneColumn[] = [
  'siren',
  'etatAdministratifUniteLegale',
  'denominationUniteLegale',
  'categorieJuridiqueUniteLegale',
  'activitePrincipaleUniteLegale',
];

export interface SireneUnit {
  readonly siren: string;
  readonly rna: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly siret: string | null;
  readonly legalCategory: string;
  readonly naf: string;
  readonly nafNomenclature: string;
  /** A active, C ceased. */
  readonly state: string;
  readonly createdOn: DateString | null;
  readonly updatedOn: DateString | null;
  readonly employer: string;
  readonly socialEconomy: string;
}

/** `missing`: the columns that a file of legal units cannot do without. */
export function sireneLayout(
  titles: readonly string[],
): SireneLayout | { readonly missing: readonly SireneColumn[] } {
  const names = titles.map((title) => title.trim().toLowerCase());
  const at = Object.fromEntries(
    SIRENE_COLUMNS.map((column) => [column, names.indexOf(column.toLowerCase())]),
  ) as Record<SireneColumn, number>;
  const missing = NEEDED.filter((column) => at[column] < 0);
  return missing.length > 0 ? { missing } : at;
}

export type SireneFault = 'number_missing' | 'number_unreadable';

/** Undefined: not an association. A string: why the row cannot be kept. */
export function readSireneRow(
  at: SireneLayout,
  values: readonly string[],
): SireneUnit | SireneFault | undefined {
  const text = (column: SireneColumn) => (values[at[column]] ?? '').trim();
  const legalCategory = text('categorieJuridiqueUniteLegale');
  const number = text('identifiantAssociationUniteLegale').toUpperCase();
  if (number === '' && !isAssociation(legalCategory)) return undefined;
  if (text('unitePurgeeUniteLegale') === 'true') return undefined;
  const siren = text('siren');
  if (siren === '') return 'number_missing';
  if (!/^\d{9}$/.test(siren)) return 'number_unreadable';
  const nic = text('nicSiegeUniteLegale');
  const name = text('denominationUniteLegale');
  return {
    siren,
    rna: isRna(number) ? number : null,
    // INSEE writes [ND] where the organisation wants its name not to be shown.
    name: name === '[ND]' ? '' : name || text('denominationUsuelle1UniteLegale'),
    shortName: text('sigleUniteLegale').replace('[ND]', ''),
    siret: /^\d{5}$/.test(nic) ? siren + nic : null,
    legalCategory,
    naf: text('activitePrincipaleUniteLegale'),
    nafNomenclature: text('nomenclatureActivitePrincipaleUniteLegale'),
    state: text('etatAdministratifUniteLegale'),
    createdOn: dateOf(text('dateCreationUniteLegale')),
    updatedOn: dateOf(text('dateDernierTraitementUniteLegale')),
    employer: text('caractereEmployeurUniteLegale'),
    socialEconomy: text('economieSocialeSolidaireUniteLegale'),
  };
}

/** Associations of 1901 and of local law (92xx), and offices of foreign ones (5195). */
function isAssociation(legalCategory: string): boolean {
  return legalCategory.startsWith('92') || legalCategory === '5195';
}
