import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Agrement } from './domain/agrement.ts';
import { plainName, searchWords } from './domain/plain-name.ts';
import {
  deleteDemoOrganisations,
  type EnteredFacts,
  insertOrganisations,
  type Organisation,
  type OrganisationKind,
} from './queries/organisations.ts';
import { addSearchWords } from './queries/search.ts';

/** What a demo or a test says of an organisation; the rest has defaults. */
export interface OrganisationFixture {
  readonly id?: string;
  readonly name: string;
  readonly kind?: OrganisationKind;
  readonly communeCode: string;
  readonly rna?: string;
  readonly siren?: string;
  readonly localRegister?: string;
  readonly agrements?: readonly (Partial<Agrement> & Pick<Agrement, 'type'>)[];
  /** What a register would say. */
  readonly facts?: Partial<EnteredFacts>;
}

const NO_FACTS: EnteredFacts = {
  shortName: '',
  object: '',
  objectCode1: '',
  nature: '',
  grouping: '',
  position: '',
  createdOn: null,
  dissolvedOn: null,
  address: '',
  postalCode: '',
  communeName: '',
  website: '',
};

/** Adds organisations marked as demo; returns them in the same order. */
export async function addOrganisations(
  ctx: Context,
  fixtures: readonly OrganisationFixture[],
): Promise<Organisation[]> {
  const createdAt = ctx.clock.now().toISOString();
  const rows = fixtures.map((fixture) => ({
    ...NO_FACTS,
    ...fixture.facts,
    id: fixture.id ?? ctx.ids.next<'organisation'>(),
    kind: fixture.kind ?? ('association' as const),
    name: fixture.name,
    nameKey: plainName(fixture.name),
    words: searchWords(plainName(fixture.name), plainName(fixture.facts?.shortName ?? '')),
    rna: fixture.rna ?? null,
    siren: fixture.siren ?? null,
    localRegister: fixture.localRegister ?? null,
    communeCode: fixture.communeCode,
    department: communeByCode(fixture.communeCode)?.department ?? '',
    source: 'demo' as const,
    createdAt,
    agrements: (fixture.agrements ?? []).map((agrement) => ({
      id: ctx.ids.next<'agrement'>(),
      department: null,
      validFrom: '2025-01-01',
      validUntil: '2027-12-31',
      reference: '',
      ...agrement,
    })),
  }));
  await insertOrganisations(ctx.db, rows);
  await addSearchWords(
    ctx.db,
    rows.flatMap(({ words }) => words),
  );
  return rows;
}

export async function removeDemoOrganisations(ctx: Context): Promise<number> {
  return deleteDemoOrganisations(ctx.db);
}
