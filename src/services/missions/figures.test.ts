import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { applyFor, moveApplication, seeApplication, sendMessage } from './actions/apply.ts';
import { currentPeriod } from './actions/figures.ts';
import { followApplications } from './actions/follow-up.ts';
import { moveMission } from './actions/moderate.ts';
import type { MissionInput } from './actions/write.ts';
import { countFigures } from './queries/figures.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

/**
 * By the ordinary actions, from 24 November 2026, 9:00:
 * letters (remote, 3 places): Ana accepted after 2 h, Bea answered by a message after 5 h and accepted
 *   after 8 h, Cleo asks a question only;
 * sorting (on the spot, 2 places): Dan declined after 11 h, Eve left without a word, Flo withdraws;
 * a year before: one mission and one application that count no more.
 */
async function year(t: TestContext) {
  const app = await testApp(t);
  const { ctx, clock, database } = app;
  const organisation = await addAssociation(ctx, 'Banque alimentaire du Gard');
  const other = await addAssociation(ctx, 'Autre');
  const add = (id: string, change: Partial<MissionInput>) =>
    addMission(ctx, id, needOf('letters', { places: 3, domain: 'education', ...change }));
  const apply = async (mission: string, name: string, kind: 'apply' | 'ask' = 'apply') => {
    const accountId = await addApplicant(ctx, `${name}@test.example`);
    const actor = { kind: 'person', accountId, grants: [] } as never;
    const applied = await applyFor(ctx, actor, mission, {
      kind,
      text: kind === 'ask' ? 'Où ?' : '',
    });
    assert.ok(applied.ok);
    const { id } = applied.value;
    const see = async (as: never = SYSTEM as never) => {
      const seen = await seeApplication(ctx, as, mission, id);
      assert.ok(seen);
      return seen;
    };
    return {
      id,
      decide: async (ask: 'accept' | 'decline') => moveApplication(ctx, SYSTEM, await see(), ask),
      write: async () => sendMessage(ctx, SYSTEM, await see(), 'Bonjour'),
      withdraw: async () => moveApplication(ctx, actor, await see(actor), 'withdraw'),
    };
  };
  clock.set('2025-11-24T09:00:00+01:00');
  const old = await add(organisation, {});
  await apply(old, 'old');
  await moveMission(ctx, SYSTEM, old, 'close');
  clock.set('2026-11-24T09:00:00+01:00');
  const letters = await add(organisation, {});
  const sorting = await add(organisation, {
    remote: 'no',
    communeCode: '30189',
    places: 2,
    domain: 'sport',
  });
  await add(other, {});
  const ana = await apply(letters, 'ana');
  const bea = await apply(letters, 'bea');
  await apply(letters, 'cleo', 'ask');
  const dan = await apply(sorting, 'dan');
  await apply(sorting, 'eve');
  const flo = await apply(sorting, 'flo');
  await flo.withdraw();
  clock.advance({ hours: 2 });
  await ana.decide('accept');
  clock.advance({ hours: 3 });
  await bea.write();
  clock.advance({ hours: 3 });
  await bea.decide('accept');
  clock.advance({ hours: 3 });
  await dan.decide('decline');
  clock.set('2026-12-05T09:00:00+01:00');
  for (let stage = 0; stage < 3; stage++) await followApplications(ctx);
  const hours = (application: string, minutes: number, confirmed: number | null, day: string) =>
    database.pool.query(
      `INSERT INTO missions.hours (mission_id, id, application_id, volunteer_id, organisation_id, day,
         minutes, declared_at, confirmed_minutes)
       SELECT mission_id, gen_random_uuid(), id, volunteer_id, $2, $4, $3, now(), $5
       FROM missions.application WHERE id = $1`,
      [application, organisation, minutes, day, confirmed],
    );
  await hours(ana.id, 120, 90, '2026-11-28');
  await hours(ana.id, 60, null, '2026-11-29');
  await hours(bea.id, 60, 60, '2026-11-30');
  await hours(bea.id, 300, 300, '2025-11-30');
  await database.pool.query("UPDATE missions.application SET state = 'completed' WHERE id = $1", [
    ana.id,
  ]);
  await database.pool.query("UPDATE missions.application SET state = 'no_show' WHERE id = $1", [
    bea.id,
  ]);
  return { ...app, organisation };
}

test('every count is what the definitions say, by hand', async (t) => {
  const { ctx, clock, organisation } = await year(t);
  const period = currentPeriod(clock.now());
  assert.deepEqual([period.firstDay, period.dayAfter], ['2025-12-06', '2026-12-06']);
  const { all, byDomain, byDepartment } = await countFigures(
    ctx.db,
    { kind: 'organisations', ids: [organisation] },
    period,
  );
  assert.deepEqual(all, {
    missions: 2,
    remote: 1,
    places: 5,
    held: 2,
    // Ana, Bea, Dan, Eve, Flo; not Cleo's question, not last year's.
    applications: 5,
    answered: 3,
    unanswered: 1,
    // Of 2, 5 (a message) and 11 hours.
    medianAnswerMinutes: 300,
    completed: 1,
    noShows: 1,
    // Confirmed, not declared, and within the period.
    confirmedMinutes: 150,
    people: 2,
  });
  assert.deepEqual(
    [byDomain.education?.applications, byDomain.education?.medianAnswerMinutes],
    [2, 210],
  );
  assert.deepEqual([byDomain.sport?.applications, byDomain.sport?.unanswered], [3, 1]);
  assert.equal(byDepartment['30']?.missions, 2);
});

test('each sees the figures that are hers; everybody sees no small number', async (t) => {
  const { as, visitor, organisation, database } = await year(t);
  const { rows } = await database.pool.query(
    'SELECT id FROM associations.organisation WHERE id <> $1',
    [organisation],
  );
  const reader = (id: string) =>
    as({
      email: `${id}@test.example`,
      grants: [{ role: 'association_reader', scope: { kind: 'organisation', id } }],
    });
  const moderator = (code: string) =>
    as({
      email: `m${code}@test.example`,
      grants: [{ role: 'reviewer', scope: { kind: 'department', code } }],
    });
  const value = async (client: { get(path: string): Promise<Response> }, of: string) => {
    const html = await (await client.get(`/missions/figures?of=${of}`)).text();
    return [...html.matchAll(/rf-number__value">([^<]*)</g)].map(([, text]) =>
      text?.replace(/\s/gu, ' '),
    );
  };
  assert.deepEqual(await value(await reader(organisation), 'association'), [
    '2',
    '5',
    '25 %',
    '5 h',
    '40 %',
    '50 %',
    '2,5 h',
    '50 %',
  ]);
  assert.deepEqual((await value(await reader(rows[0].id), 'association')).slice(0, 2), ['1', '0']);
  assert.equal((await value(await moderator('30'), 'territory'))[0], '3');
  assert.equal((await value(await moderator('75'), 'territory'))[0], '0');
  const told = ['3', '5', 'non dit', 'non dit', 'non dit', 'non dit', 'non dit', '67 %'];
  assert.deepEqual(await value(visitor(), 'country'), told);
  // Nobody asks for what is not hers.
  assert.deepEqual(await value(visitor(), 'territory'), told);
});

test('open data leaves small cells empty', async (t) => {
  const { visitor } = await year(t);
  const response = await visitor().get('/missions/figures.csv');
  assert.match(response.headers.get('content-type') ?? '', /text\/csv/);
  const [header, country, ...lines] = (await response.text()).trim().split('\n');
  assert.equal(
    header,
    'from,before,dimension,code,label,missions,applications,unanswered_rate,median_answer_hours,fill_rate,no_show_rate,hours,remote_share',
  );
  assert.equal(country, '2025-12-06,2026-12-06,country,FR,France,3,5,,,,,,67');
  assert.ok(lines.some((line) => line.endsWith('domain,sport,,1,,,,,,,0')));
  assert.ok(lines.some((line) => line.includes('department,30,Gard,3,5,')));
});
