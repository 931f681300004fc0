import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { isDateString } from '#platform/kernel/dates.ts';
import { packIds } from '#services/associations/index.ts';
import { parsePrice } from '../domain/money.ts';
import { SEAT_ROLES } from '../domain/seats.ts';
import { PRICE_UNITS } from '../domain/total-cost.ts';
import { type Hosting, PRODUCT_KINDS, type Product } from '../queries/rows.ts';

export const CATALOGUE_COLUMNS = [
  'slug',
  'name',
  'publisher',
  'kind',
  'category',
  'libre',
  'licence',
  'summary_fr',
  'summary_en',
  'website',
  'public_price',
  'association_price',
  'price_unit',
  'entry_fee',
  'vat_rate',
  'price_source',
  'price_checked_on',
  'seat_roles',
  'quota_seats',
  'quota_months',
  'pack',
  'state',
  'withdrawn_reason',
  'alternatives',
  'hostings',
] as const;

export const CATEGORIES = [
  'office',
  'mail',
  'files',
  'messaging',
  'meetings',
  'newsletters',
  'forms',
  'contacts',
  'accounting',
  'projects',
  'images',
  'security',
  'system',
  'code',
  'training',
  'service',
] as const;
export type Category = (typeof CATEGORIES)[number];

export type CatalogueEntry = Omit<Product, 'id'> & {
  readonly alternatives: readonly string[];
  readonly hostings: readonly Omit<Hosting, 'id'>[];
};

export type CatalogueError =
  | 'column_missing'
  | 'not_csv'
  | 'slug_wrong'
  | 'slug_twice'
  | 'text_missing'
  | 'choice_wrong'
  | 'price_wrong'
  | 'price_decimals'
  | 'price_large'
  | 'vat_wrong'
  | 'date_wrong'
  | 'number_wrong'
  | 'address_wrong'
  | 'pack_unknown'
  | 'quota_half'
  | 'alternative_missing'
  | 'alternative_unknown'
  | 'hosting_wrong';

export interface CatalogueProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly column: string;
  readonly error: CatalogueError;
  readonly value: string;
}

const money = z.string().transform((text, ctx) => {
  if (text.trim() === '') return null;
  const price = parsePrice(text);
  if ('cents' in price) return price.cents;
  ctx.addIssue({ code: 'custom', message: price.error });
  return z.NEVER;
});

const count = z.string().transform((text, ctx) => {
  if (text.trim() === '') return null;
  if (/^[1-9]\d{0,5}$/.test(text.trim())) return Number(text);
  ctx.addIssue({ code: 'custom', message: 'number_wrong' });
  return z.NEVER;
});

/** "20" or "5,5" percent, in hundredths of a percent. */
const vat = z.string().transform((text, ctx) => {
  const rate = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  const value = rate ? Number(rate[1]) * 100 + Number((rate[2] ?? '').padEnd(2, '0')) : 10_001;
  if (value <= 10_000) return value;
  ctx.addIssue({ code: 'custom', message: 'vat_wrong' });
  return z.NEVER;
});

const address = z
  .string()
  .trim()
  .refine((text) => text === '' || /^https?:\/\/[^\s]+$/.test(text), 'address_wrong');

const words = z.string().transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));

const required = z.string().trim().min(1, 'text_missing').max(400, 'text_missing');

const hosting = z.string().transform((text, ctx) => {
  const list: Omit<Hosting, 'id'>[] = [];
  for (const part of text.split(';').filter((one) => one.trim() !== '')) {
    const [kind = '', provider = '', website = '', price = '', unit = ''] = part.trim().split('|');
    const parsed = z
      .object({
        kind: z.enum(['own', 'shared', 'managed']),
        provider: z.string(),
        website: address,
        price: money,
        priceUnit: z.enum(PRICE_UNITS),
      })
      .safeParse({ kind, provider, website, price, priceUnit: unit });
    if (parsed.success) list.push(parsed.data);
    else ctx.addIssue({ code: 'custom', message: 'hosting_wrong' });
  }
  return list;
});

const row = z
  .object({
    slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'slug_wrong'),
    name: required,
    publisher: required,
    kind: z.enum(PRODUCT_KINDS, 'choice_wrong'),
    category: z.enum(CATEGORIES, 'choice_wrong'),
    libre: z.enum(['yes', 'no'], 'choice_wrong').transform((text) => text === 'yes'),
    licence: required,
    summary_fr: required,
    summary_en: required,
    website: address,
    public_price: money,
    association_price: money,
    price_unit: z.enum(PRICE_UNITS, 'choice_wrong'),
    entry_fee: money.transform((cents) => cents ?? 0),
    vat_rate: vat,
    price_source: z.string().trim(),
    price_checked_on: z
      .string()
      .transform((text) => text.trim() || null)
      .refine((date) => date === null || isDateString(date), 'date_wrong'),
    seat_roles: words.pipe(z.array(z.enum(SEAT_ROLES, 'choice_wrong')).min(1, 'text_missing')),
    quota_seats: count,
    quota_months: count,
    pack: z.string().refine((id) => packIds().includes(id), 'pack_unknown'),
    state: z.enum(['draft', 'listed', 'withdrawn'], 'choice_wrong'),
    withdrawn_reason: z.string().trim(),
    alternatives: words,
    hostings: hosting,
  })
  .transform(
    (value): CatalogueEntry => ({
      slug: value.slug,
      name: value.name,
      publisher: value.publisher,
      kind: value.kind,
      category: value.category,
      libre: value.libre,
      licence: value.licence,
      summaryFr: value.summary_fr,
      summaryEn: value.summary_en,
      website: value.website,
      publicPrice: value.public_price,
      associationPrice: value.association_price,
      priceUnit: value.price_unit,
      entryFee: value.entry_fee,
      vatRate: value.vat_rate,
      priceSource: value.price_source,
      priceCheckedOn: value.price_checked_on,
      seatRoles: value.seat_roles,
      quotaSeats: value.quota_seats,
      quotaMonths: value.quota_months,
      pack: value.pack,
      state: value.state,
      withdrawnReason: value.withdrawn_reason,
      alternatives: value.alternatives,
      hostings: value.hostings,
    }),
  );

type Line = { readonly record: Record<string, string>; readonly info: { readonly lines: number } };

/**
 * Reads a catalogue (CSV in UTF-8, the columns of `CATALOGUE_COLUMNS`, prices in euros without tax).
 * All problems are told at once; with one, nothing is to be kept. `known` are the libre products that
 * an alternative may name besides those of the file.
 */
export function parseCatalogue(
  text: string,
  known: ReadonlySet<string> = new Set(),
): { readonly entries: readonly CatalogueEntry[]; readonly problems: readonly CatalogueProblem[] } {
  const problems: CatalogueProblem[] = [];
  let lines: Line[];
  try {
    lines = parse(text, {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    return { entries: [], problems: [{ line, column: '', error: 'not_csv', value: '' }] };
  }
  const titles = Object.keys(lines[0]?.record ?? {});
  for (const column of CATALOGUE_COLUMNS)
    if (!titles.includes(column))
      problems.push({ line: 1, column, error: 'column_missing', value: '' });
  if (problems.length > 0) return { entries: [], problems };

  const entries: CatalogueEntry[] = [];
  const lineOf = new Map<string, number>();
  for (const { record, info } of lines) {
    const complain = (column: string, error: CatalogueError) =>
      problems.push({ line: info.lines, column, error, value: record[column] ?? '' });
    const parsed = row.safeParse(record);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        complain(String(path[0]), message as CatalogueError);
      continue;
    }
    const entry = parsed.data;
    if (lineOf.has(entry.slug)) complain('slug', 'slug_twice');
    if ((entry.quotaSeats === null) !== (entry.quotaMonths === null))
      complain('quota_seats', 'quota_half');
    lineOf.set(entry.slug, info.lines);
    entries.push(entry);
  }
  const libre = new Set([...known, ...entries.filter((one) => one.libre).map(({ slug }) => slug)]);
  for (const { slug, alternatives, ...entry } of entries) {
    const about = { line: lineOf.get(slug) as number, column: 'alternatives' };
    for (const value of alternatives)
      if (!libre.has(value)) problems.push({ ...about, error: 'alternative_unknown', value });
    if (!entry.libre && entry.state === 'listed' && alternatives.length === 0)
      problems.push({ ...about, error: 'alternative_missing', value: '' });
  }
  return { entries, problems };
}

function euros(cents: number | null): string {
  return cents === null ? '' : `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}

/** The same catalogue as a file that `parseCatalogue` reads back equal; formulas are disarmed. */
export function formatCatalogue(entries: readonly CatalogueEntry[]): string {
  return stringify(
    entries.map((one) => [
      one.slug,
      one.name,
      one.publisher,
      one.kind,
      one.category,
      one.libre ? 'yes' : 'no',
      one.licence,
      one.summaryFr,
      one.summaryEn,
      one.website,
      euros(one.publicPrice),
      euros(one.associationPrice),
      one.priceUnit,
      euros(one.entryFee),
      euros(one.vatRate),
      one.priceSource,
      one.priceCheckedOn ?? '',
      one.seatRoles.join(' '),
      one.quotaSeats ?? '',
      one.quotaMonths ?? '',
      one.pack,
      one.state,
      one.withdrawnReason,
      one.alternatives.join(' '),
      one.hostings
        .map(({ kind, provider, website, price, priceUnit }) =>
          [kind, provider, website, euros(price), priceUnit].join('|'),
        )
        .join(';'),
    ]),
    { header: true, columns: [...CATALOGUE_COLUMNS], escape_formulas: true },
  );
}
