import { removeAccountsOfDomain } from '#platform/auth/fixtures.ts';
import { accountByEmail } from '#platform/auth/index.ts';
import type { Progress } from '#platform/cli/progress.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { uuidv7Ids } from '#platform/kernel/ids.ts';
import { seededRandom } from '#platform/kernel/random.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { removeMessagesTo } from '#platform/messaging/fixtures.ts';
import { setDemo } from '#platform/messaging/index.ts';
import { addOrganisations, removeDemoOrganisations } from '#services/associations/fixtures.ts';
import {
  addDemoCrises,
  expectedPeople,
  releasePeople,
  removeDemoCrises,
} from '#services/crises/fixtures/demo-crises.ts';
import { addDemoMissions, removeDemoMissions } from '#services/missions/fixtures/demo-missions.ts';
import { addDemoOffers, DEMO_DISTRIBUTOR, removeDemoOffers } from '#services/offers/fixtures.ts';
import { addDemoSpaces, removeDemoSpaces } from '#services/spaces/fixtures/demo-spaces.ts';
import {
  addVolunteers,
  demoPeopleAmong,
  removeDemoVolunteers,
  type VolunteerFixture,
} from '#services/volunteers/fixtures.ts';
import { ALWAYS, idOf } from '#services/volunteers/index.ts';
import { addDemoAccounts, DEMO_ACCOUNTS, grantsFor, type Part } from './accounts.ts';
import { demoOrganisations, SOLIDARITY_NIMES } from './organisations.ts';
import { completeLoad, forgetLoad, holdsRealPeople, loadState, startLoad } from './queries.ts';
import { DEMO_DOMAIN, demoPeople } from './volunteers.ts';

export interface DemoSize {
  readonly seed: number;
  readonly volunteers: number;
  readonly associations: number;
}

export const FULL_DEMO: DemoSize = { seed: 2006, volunteers: 20_000, associations: 300 };

/**
 * Loads the demo country: from now on nothing is sent outside. A load that was interrupted is done
 * again; one that is complete is left alone.
 */
export async function loadDemo(
  ctx: Context,
  progress: Progress,
  size: DemoSize = FULL_DEMO,
): Promise<Result<'loaded' | 'already_there', 'real_people_here'>> {
  const state = await loadState(ctx.db);
  if (state === 'complete') return ok('already_there');
  if (await holdsRealPeople(ctx.db)) return refuse('real_people_here');
  if (state === 'partial') await clearDemo(ctx);
  await setDemo(ctx, true);
  await startLoad(ctx.db, size.seed, ctx.clock.now());

  const random = seededRandom(size.seed);
  const seeded = { ...ctx, random, ids: uuidv7Ids(ctx.clock, random) };
  const organisations = await transaction(seeded, (tx) =>
    addOrganisations(tx, demoOrganisations(random, size.associations)),
  );
  const distributorId = await transaction(seeded, addDemoOffers);
  const accounts = await transaction(seeded, (tx) =>
    addDemoAccounts(
      tx,
      new Map([
        ...organisations.map(({ name, id }) => [name, id] as const),
        [DEMO_DISTRIBUTOR, distributorId],
      ]),
    ),
  );
  const people: VolunteerFixture[] = demoPeople(
    random,
    seeded.ids,
    ctx.clock.now(),
    size.volunteers,
  ).map((person, index) => ({ ...person, isVisible: index % 3 === 0 }));
  people[0] = personOfAccount(people[0] as VolunteerFixture, accounts.get('volunteer') ?? '');
  const label = 'Demo volunteers';
  progress.update(label, 0, people.length);
  await addVolunteers(seeded, people, (done) => progress.update(label, done, people.length));
  progress.update('Demo crises', 0);
  await addDemoCrises(seeded, officerOf(accounts.get('officer_gard')));
  await addDemoMissions(seeded, {
    organisationId: organisations.find(({ name }) => name === SOLIDARITY_NIMES)?.id ?? '',
    manager: personWith('manager', accounts, organisations),
    others: organisations
      .filter(({ kind, department }) => kind === 'association' && department !== '30')
      .slice(0, 12),
    volunteers: people
      .filter(({ status, consents }) => status === 'active' && consents.missions)
      .slice(0, 8)
      .map(({ id }) => id),
  });
  await addDemoSpaces(seeded, {
    organisationId: organisations.find(({ name }) => name === SOLIDARITY_NIMES)?.id ?? '',
    others: organisations
      .filter(({ kind, department }) => kind === 'association' && department !== '30')
      .slice(0, 24),
  });
  await completeLoad(ctx.db, ctx.clock.now());
  return ok('loaded');
}

/** Removes what belongs to the demo and nothing else; then messages leave again. */
export async function clearDemo(ctx: Context): Promise<{ volunteers: number; accounts: number }> {
  return transaction(ctx, async (tx) => {
    await removeDemoOffers(tx);
    await removeDemoMissions(tx);
    await removeDemoSpaces(tx);
    await removeDemoCrises(tx, await demoAccountIds(tx));
    await releasePeople(tx, await demoPeopleAmong(tx, await expectedPeople(tx)));
    const volunteers = await removeDemoVolunteers(tx);
    await removeDemoOrganisations(tx);
    await removeMessagesTo(tx, { emailDomain: DEMO_DOMAIN, phonePrefix: '+3363998' });
    const accounts = await removeAccountsOfDomain(tx, DEMO_DOMAIN);
    await forgetLoad(tx.db);
    await setDemo(tx, false);
    return { volunteers, accounts };
  });
}

function personWith(
  part: Part,
  accounts: ReadonlyMap<Part, AccountId>,
  organisations: readonly { readonly id: string; readonly name: string }[],
): Actor {
  const accountId = accounts.get(part);
  if (!accountId) throw new Error(`The demo has no ${part}`);
  const ids = new Map(organisations.map(({ id, name }) => [name, id]));
  return { kind: 'person', accountId, grants: grantsFor(part, ids) };
}

function officerOf(accountId: AccountId | undefined): Actor {
  if (!accountId) throw new Error('The demo has no officer');
  return { kind: 'person', accountId, grants: grantsFor('officer_gard', new Map()) };
}

async function demoAccountIds(ctx: Context): Promise<string[]> {
  const accounts = await Promise.all(DEMO_ACCOUNTS.map(({ email }) => accountByEmail(ctx, email)));
  return accounts.flatMap((account) => account?.id ?? []);
}

/** The volunteer whom a visitor may play: of Nîmes, first-aider, free at all times. */
function personOfAccount(someone: VolunteerFixture, accountId: string): VolunteerFixture {
  const account = DEMO_ACCOUNTS.find(({ part }) => part === 'volunteer');
  const [firstName = '', lastName = ''] = (account?.name ?? '').split(' ');
  return {
    ...someone,
    accountId,
    firstName,
    lastName,
    email: account?.email ?? someone.email,
    status: 'active',
    pausedUntil: null,
    birthDate: '1991-04-12',
    communeCode: '30189',
    department: '30',
    radiusKm: 50,
    weekly: ALWAYS,
    effort: 'hard',
    elsewhere: [],
    exceptions: [],
    consents: { crisis: true, missions: true, newsletter: true },
    emailBounced: false,
    phoneFailed: false,
    guardian: null,
    confirmedAt: new Date(Math.max(someone.createdAt.getTime(), someone.confirmedAt.getTime())),
    skills: [
      { id: idOf('reception'), level: 'practised' },
      { id: idOf('cooking'), level: 'expert' },
    ],
    certificates: [
      {
        kindId: idOf('psc1'),
        status: 'verified',
        issuedOn: '2024-03-09',
        expiresOn: null,
        number: 'DEMO-000001',
      },
      {
        kindId: idOf('licence_b'),
        status: 'verified',
        issuedOn: '2010-07-02',
        expiresOn: null,
        number: 'DEMO-000002',
      },
    ],
  };
}
