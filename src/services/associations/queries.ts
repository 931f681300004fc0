import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Agrement, AgrementType } from './domain/agrement.ts';

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

const columns = sql`o.id, o.kind, o.name, o.rna, o.siren, o.local_register AS "localRegister",
  o.commune_code AS "communeCode", o.department`;

export async function selectOrganisation(db: Db, id: string): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`
    SELECT ${columns} FROM associations.organisation o WHERE o.id = ${id}`.execute(db);
  return rows[0];
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
    SELECT ${columns} FROM associations.organisation o
    WHERE EXISTS (SELECT FROM associations.agrement a
      WHERE a.organisation_id = o.id AND a.type = ${type}
        AND (a.department IS NULL OR a.department = ${department})
        AND ${on}::date BETWEEN a.valid_from AND a.valid_until)
    ORDER BY o.department = ${department} DESC, o.name_key`.execute(db);
  return rows;
}

export interface AssociationSearch {
  /** Already plain: lower case, no accents. */
  readonly nameKey: string;
  /** RNA or SIREN as typed without separators. */
  readonly identifier: string;
  readonly department: string;
  readonly limit: number;
  readonly offset: number;
}

/** How alike a query and a part of the name are, from which a typo is forgiven. */
const ALIKE = '0.45';

/** In a transaction: the likeness threshold is set for it alone. */
export async function searchAssociations(
  db: Db,
  search: AssociationSearch,
): Promise<{ rows: Organisation[]; total: number }> {
  const { nameKey, identifier, department, limit, offset } = search;
  await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${ALIKE}, true)`.execute(db);
  const named = sql`(o.name_key LIKE ${`%${likeText(nameKey)}%`} OR ${nameKey} <% o.name_key
    OR o.rna = ${identifier} OR o.siren = ${identifier})`;
  const { rows } = await sql<Organisation & { total: number }>`
    SELECT ${columns}, count(*) OVER () AS total FROM associations.organisation o
    WHERE o.kind = 'association' AND ${nameKey === '' ? sql`true` : named}
      AND ${department === '' ? sql`true` : sql`o.department = ${department}`}
    ORDER BY ${
      nameKey === ''
        ? sql`o.name_key`
        : sql`o.name_key LIKE ${`%${likeText(nameKey)}%`} DESC,
            word_similarity(${nameKey}, o.name_key) DESC, o.name_key`
    }, o.id
    LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export async function countAssociations(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM associations.organisation WHERE kind = 'association'`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface NewOrganisation extends Organisation {
  readonly nameKey: string;
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
    INSERT INTO associations.organisation (id, kind, name, name_key, rna, siren, local_register,
      commune_code, department, source, created_at)
    SELECT id, kind, name, "nameKey", rna, siren, "localRegister", "communeCode", department,
      source, "createdAt"
    FROM json_to_recordset(${JSON.stringify(organisations)}) o (id uuid, kind text, name text,
      "nameKey" text, rna text, siren text, "localRegister" text, "communeCode" text,
      department text, source text, "createdAt" timestamptz)`.execute(db);
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
    DELETE FROM associations.agrement a USING associations.organisation o
    WHERE o.id = a.organisation_id AND o.source = 'demo'`.execute(db);
  const { numAffectedRows } = await sql`
    DELETE FROM associations.organisation WHERE source = 'demo'`.execute(db);
  return Number(numAffectedRows ?? 0);
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
