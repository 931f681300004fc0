/** The columns that Renfort reads; a file may have more, in any order. */
export const RNA_COLUMNS = [
  'id',
  'id_ex',
  'siret',
  'rup_mi',
  'gestion',
  'date_creat',
  'date_decla',
  'date_publi',
  'date_disso',
  'nature',
  'groupement',
  'titre',
  'titre_court',
  'objet',
  'objet_social1',
  'objet_social2',
  'adrs_complement',
  'adrs_numvoie',
  'adrs_repetition',
  'adrs_typevoie',
  'adrs_libvoie',
  'adrs_distrib',
  'adrs_codeinsee',
  'adrs_codepostal',
  'adrs_libcommune',
  'adr1',
  'adr2',
  'adr3',
  'libcom',
  'siteweb',
  'observation',
  'position',
  'maj_time',
] as const;
export type RnaColumn = (typeof RNA_COLUMNS)[number];

/** `waldec`: associations with a W number. `import`: nothing declared since 2009. */
export type RnaKind = 'waldec' | 'import';

export interface RnaLayout {
  readonly kind: RnaKind;
  readonly columns: number;
  /** Where each column stands; -1: the file does not have it. */
  readonly at: Readonly<Record<RnaColumn, number>>;
}

export type LayoutFault =
  | { readonly fault: 'not_rna'; readonly titles: readonly string[] }
  | {
      readonly fault: 'column_missing';
      readonly kind: RnaKind;
      readonly missing: readonly string[];
    };

/** Without one of these a row says too little to be anybody's. */
const NEEDED: Readonly<Record<RnaKind, readonly RnaColumn[]>> = {
  waldec: [
    'id',
    'titre',
    'objet',
    'nature',
    'position',
    'date_creat',
    'adrs_codepostal',
    'maj_time',
  ],
  import: [
    'id',
    'titre',
    'objet',
    'nature',
    'position',
    'date_creat',
    'adrs_codepostal',
    'maj_time',
  ],
};

/** Columns that only one of the two has, whatever the year: 41, 39, 26, 24 or 23 columns. */
const SIGNS: Readonly<Record<RnaKind, readonly RnaColumn[]>> = {
  waldec: ['titre_court', 'date_disso', 'adrs_libcommune', 'adrs_libvoie', 'date_decla'],
  import: ['adr1', 'adr2', 'adr3', 'libcom'],
};

/** By the names of the columns, never by their places. */
export function rnaLayout(titles: readonly string[]): RnaLayout | LayoutFault {
  const names = titles.map((title) =>
    title
      .trim()
      .toLowerCase()
      .replace(/^\uFEFF/, ''),
  );
  const has = (column: string) => names.includes(column);
  const score = (kind: RnaKind) => SIGNS[kind].filter(has).length / SIGNS[kind].length;
  const [waldec, legacy] = [score('waldec'), score('import')];
  if (!has('id') || Math.max(waldec, legacy) === 0) return { fault: 'not_rna', titles };
  const kind: RnaKind = waldec >= legacy ? 'waldec' : 'import';
  const missing = NEEDED[kind].filter((column) => !has(column));
  if (missing.length > 0) return { fault: 'column_missing', kind, missing };
  const at = Object.fromEntries(
    RNA_COLUMNS.map((column) => [column, names.indexOf(column)]),
  ) as Record<RnaColumn, number>;
  return { kind, columns: titles.length, at };
}
