import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Agrement, AgrementType } from '../domain/agrement.ts';
import type { Known } from '../domain/identifiers.ts';

export const ORGANISATION_KINDS = ['association', 'prefecture', 'town_hall', 'ministry'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly rna: string | null;
  readonly siren: string | null;
  readonly localRegister: string | null;
  readonly communeCode: string;
  readonly department: string;
}

export const organisationColumns = sql`o.id, o.kind, o.name, o.rna, o.siren, o.local_register AS "localRegister",
  o.commune_code AS "communeCode", o.department`;

export async function selectOrganisation(db: Db, id: string): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`
    SELECT ${organisationColumns} FROM associations.organisation o WHERE o.id = ${id}`.execute(db);
  return rows[0];
}

export async function selectNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM associations.organisation WHERE id = ANY(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Everything a register says of an organisation; see the migrations for the columns. */
export interface OrganisationFacts extends Organisation {
  readonly shortName: string;
  readonly legacyNumber: string | null;
  readonly siret: string | null;
  readonly rupNumber: string | null;
  readonly communeName: string;
  readonly postalCode: string;
  readonly address: string;
  readonly object: string;
  readonly objectCode1: string;
  readonly objectCode2: string;
  readonly nature: string;
  readonly grouping: string;
  readonly position: string;
  readonly createdOn: string | null;
  readonly declaredOn: string | null;
  readonly publishedOn: string | null;
  readonly dissolvedOn: string | null;
  readonly website: string;
  readonly successorId: string | null;
  /** `2019-06-01 12:45:31`, local time of Paris. */
  readonly registerUpdatedAt: string | null;
  readonly source: 'entered' | 'demo' | 'waldec' | 'legacy' | 'sirene';
  readonly runId: string | null;
  readonly sourceFile: number;
  readonly sourceLine: number;
  readonly goneSince: string | null;
}

export async function selectFacts(db: Db, id: string): Promise<OrganisationFacts | undefined> {
  const { rows } = await sql<OrganisationFacts>`
    SELECT ${organisationColumns}, o.short_name AS "shortName", o.legacy_number AS "legacyNumber",
      o.siret, o.rup_number AS "rupNumber", o.commune_name AS "communeName",
      o.postal_code AS "postalCode", o.address, o.object, o.object_code1 AS "objectCode1",
      o.object_code2 AS "objectCode2", o.nature, o."grouping", o.position,
      o.created_on AS "createdOn", o.declared_on AS "declaredOn", o.published_on AS "publishedOn",
      o.dissolved_on AS "dissolvedOn", o.website, o.successor_id AS "successorId",
      o.register_updated_at::text AS "registerUpdatedAt", o.source, o.run_id AS "runId",
      o.source_file AS "sourceFile", o.source_line AS "sourceLine", o.gone_since AS "goneSince"
    FROM associations.organisation o WHERE o.id = ${id}`.execute(db);
  return rows[0];
}

/** A legal unit of SIRENE that is an association. */
export interface SireneUnitRow {
  readonly siren: string;
  readonly rna: string | null;
  readonly name: string;
  readonly siret: string | null;
  readonly legalCategory: string;
  readonly naf: string;
  readonly nafNomenclature: string;
  /** A active, C ceased. */
  readonly state: string;
  readonly createdOn: string | null;
  readonly updatedOn: string | null;
  readonly runId: string | null;
  readonly goneSince: string | null;
}

/** The unit of an organisation: by its SIREN, else by its W number; the active one first. */
export async function selectUnit(
  db: Db,
  { siren, rna }: { readonly siren: string | null; readonly rna: string | null },
): Promise<SireneUnitRow | undefined> {
  const { rows } = await sql<SireneUnitRow>`
    SELECT siren, rna, name, siret, legal_category AS "legalCategory", naf,
      naf_nomenclature AS "nafNomenclature", state, created_on AS "createdOn",
      updated_on AS "updatedOn", run_id AS "runId", gone_since AS "goneSince"
    FROM associations.sirene_unit u
    WHERE u.siren = ${siren} OR u.rna = ${rna}
    ORDER BY u.siren = ${siren} DESC NULLS LAST, u.state, u.siren LIMIT 1`.execute(db);
  return rows[0];
}

/** For one SIREN or SIRET: does a register hold it? */
export async function knownNumbers(db: Db, number: string): Promise<Known> {
  const siren = number.slice(0, 9);
  const { rows } = await sql<{ siret: string | null }>`
    SELECT siret FROM associations.sirene_unit WHERE siren = ${siren}
    UNION ALL
    SELECT siret FROM associations.organisation WHERE siren = ${siren}`.execute(db);
  return (asked) =>
    asked.length === 9 ? rows.length > 0 : rows.some(({ siret }) => siret === asked);
}

export async function selectAgrements(db: Db, organisationId: string): Promise<Agrement[]> {
  const { rows } = await sql<Agrement>`
    SELECT type, department, valid_from AS "validFrom", valid_until AS "validUntil", reference
    FROM associations.agrement WHERE organisation_id = ${organisationId}
    ORDER BY type, department NULLS FIRST, valid_until DESC`.execute(db);
  return rows;
}

export async function selectHolders(
  db: Db,
  department: string,
  type: AgrementType,
  on: string,
): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    SELECT ${organisationColumns} FROM associations.organisation o
    WHERE EXISTS (SELECT FROM associations.agrement a
      WHERE a.organisation_id = o.id AND a.type = ${type}
        AND (a.department IS NULL OR a.department = ${department})
        AND ${on}::date BETWEEN a.valid_from AND a.valid_until)
    ORDER BY o.department = ${department} DESC, o.name_key`.execute(db);
  return rows;
}

/** Registers are counted as their last import left them, without reading millions of rows. */
export async function countAssociations(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM associations.organisation_kept WHERE kind = 'association')
      + coalesce((SELECT sum(greatest(reltuples, 0)) FROM pg_class
          WHERE oid IN ('associations.organisation_waldec'::regclass,
            'associations.organisation_legacy'::regclass,
            'associations.organisation_sirene'::regclass)), 0)::bigint AS count`.execute(db);
  return rows[0]?.count ?? 0;
}

/** What is entered or invented of a register's facts; the rest stays empty. */
export interface EnteredFacts {
  readonly shortName: string;
  readonly object: string;
  readonly objectCode1: string;
  readonly nature: string;
  readonly grouping: string;
  readonly position: string;
  readonly createdOn: string | null;
  readonly dissolvedOn: string | null;
  readonly address: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly website: string;
}

export interface NewOrganisation extends Organisation, EnteredFacts {
  readonly nameKey: string;
  readonly words: readonly string[];
  readonly source: 'entered' | 'demo';
  readonly createdAt: string;
  readonly agrements: readonly (Agrement & { readonly id: string })[];
}

/** Adds organisations with their agréments, in two statements however many there are. */
export async function insertOrganisations(
  db: Db,
  organisations: readonly NewOrganisation[],
): Promise<void> {
  await sql`
    INSERT INTO associations.organisation (id, kind, name, name_key, words, rna, siren,
      local_register, commune_code, department, source, created_at, short_name, object,
      object_code1, nature, "grouping", position, created_on, dissolved_on, address, postal_code,
      commune_name, website)
    SELECT id, kind, name, "nameKey", ARRAY(SELECT json_array_elements_text(words)), rna, siren,
      "localRegister", "communeCode", department, source, "createdAt", "shortName", object,
      "objectCode1", nature, "grouping", position, "createdOn", "dissolvedOn", address, "postalCode",
      "communeName", website
    FROM json_to_recordset(${JSON.stringify(organisations)}) o (id uuid, kind text, name text,
      "nameKey" text, words json, rna text, siren text, "localRegister" text, "communeCode" text,
      department text, source text, "createdAt" timestamptz, "shortName" text, object text,
      "objectCode1" text, nature text, "grouping" text, position text, "createdOn" date,
      "dissolvedOn" date, address text, "postalCode" text, "communeName" text, website text)`.execute(
    db,
  );
  const agrements = organisations.flatMap((organisation) =>
    organisation.agrements.map((agrement) => ({ ...agrement, organisationId: organisation.id })),
  );
  await sql`
    INSERT INTO associations.agrement (organisation_id, id, type, department, valid_from,
      valid_until, reference)
    SELECT "organisationId", id, type, department, "validFrom", "validUntil", reference
    FROM json_to_recordset(${JSON.stringify(agrements)}) a ("organisationId" uuid, id uuid,
      type text, department text, "validFrom" date, "validUntil" date, reference text)`.execute(db);
}

export async function deleteDemoOrganisations(db: Db): Promise<number> {
  await sql`
    UPDATE associations.search_word w SET names = w.names - g.names
    FROM (SELECT word, count(*) AS names FROM associations.organisation_kept, unnest(words) AS word
      WHERE source = 'demo' GROUP BY word) g
    WHERE w.word = g.word`.execute(db);
  await sql`DELETE FROM associations.search_word WHERE names <= 0`.execute(db);
  await sql`
    DELETE FROM associations.agrement a USING associations.organisation o
    WHERE o.id = a.organisation_id AND o.source = 'demo'`.execute(db);
  const { numAffectedRows } = await sql`
    DELETE FROM associations.organisation WHERE source = 'demo'`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** A text that LIKE takes as it is. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
