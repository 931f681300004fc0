import { type Context, transaction } from '#platform/context.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { keyHash } from './actions/keys.ts';
import { nameKey } from './actions/own-record.ts';
import type { Exception } from './domain/availability.ts';
import type { CertificateFacts } from './domain/certificate.ts';
import { type Consents, PURPOSES, WORDING } from './domain/consent.ts';
import type { Effort, Elsewhere, Equipment } from './domain/skill-referential.ts';
import type { VolunteerStatus } from './domain/volunteer-status.ts';
import {
  countDemoVolunteers,
  deleteDemoVolunteers,
  demoAmong,
  insertFixtures,
} from './queries/fixtures.ts';
import { refreshSearch } from './search/index.ts';

/** A whole person, as the demo and large tests make them; marked as demo. */
export interface VolunteerFixture {
  readonly id: string;
  readonly accountId?: string;
  readonly status: Exclude<VolunteerStatus, 'draft' | 'erased'>;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: DateString;
  readonly communeCode: string;
  readonly department: string;
  readonly radiusKm: number;
  readonly languages: readonly string[];
  readonly effort: Effort;
  readonly equipment: readonly Equipment[];
  readonly weekly: number;
  readonly crisisOnly: boolean;
  readonly pausedUntil: DateString | null;
  readonly elsewhere: readonly Elsewhere[];
  readonly consents: Consents;
  readonly isVisible?: boolean;
  readonly email: string;
  readonly emailBounced: boolean;
  readonly phone: string | null;
  readonly phoneFailed: boolean;
  readonly skills: readonly { readonly id: number; readonly level: string }[];
  readonly certificates: readonly (CertificateFacts & { readonly number: string })[];
  readonly exceptions: readonly Exception[];
  readonly guardian: { readonly name: string; readonly email: string } | null;
  readonly createdAt: Date;
  readonly confirmedAt: Date;
}

const BATCH = 2_000;

/** Adds people and makes them findable; nothing is sent, nothing is audited. */
export async function addVolunteers(
  ctx: Context,
  people: readonly VolunteerFixture[],
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  for (let from = 0; from < people.length; from += BATCH) {
    const batch = people.slice(from, from + BATCH);
    await transaction(ctx, async (tx) => {
      await insertFixtures(tx.db, JSON.stringify(batch.map((person) => rowOf(tx, person))));
      await refreshSearch(
        tx,
        batch.map(({ id }) => id),
        { isNew: true },
      );
    });
    onProgress(from + batch.length);
  }
}

export async function demoVolunteers(ctx: Context): Promise<number> {
  return countDemoVolunteers(ctx.db);
}

export async function demoPeopleAmong(ctx: Context, ids: readonly string[]): Promise<string[]> {
  return demoAmong(ctx.db, ids);
}

export async function removeDemoVolunteers(ctx: Context): Promise<number> {
  return transaction(ctx, (tx) => deleteDemoVolunteers(tx.db));
}

function rowOf(ctx: Context, person: VolunteerFixture) {
  const keys = [
    { kind: 'email', hash: keyHash('email', person.email).toString('base64') },
    ...(person.phone
      ? [{ kind: 'phone', hash: keyHash('phone', person.phone).toString('base64') }]
      : []),
    ...(person.accountId
      ? [{ kind: 'account', hash: keyHash('account', person.accountId).toString('base64') }]
      : []),
  ];
  const withId = <T extends object>(item: T) => ({ ...item, id: ctx.ids.next<'fixture'>() });
  return {
    ...person,
    ...person.consents,
    nameKey: nameKey(person.lastName, person.firstName),
    keys,
    certificates: person.certificates.map(withId),
    exceptions: person.exceptions.map(withId),
    consents: PURPOSES.filter((purpose) => person.consents[purpose]).map((purpose) =>
      withId({ purpose, wording: WORDING[purpose] }),
    ),
  };
}
