import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { abilityLabel, idOf } from '#services/volunteers/index.ts';
import { refreshSearch } from '#services/volunteers/search/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { blindSpots, invite, suggestedFor } from './actions/invite.ts';
import type { MissionInput } from './actions/write.ts';
import { texts } from './messages/index.ts';
import { type Mission, missionById } from './queries/missions.ts';

const NIMES = '30189';
const SYSTEM = { kind: 'system', name: 'test' } as const;

async function house(t: TestContext) {
  const app = await testApp(t);
  const { ctx, database } = app;
  const organisation = await addAssociation(ctx, 'Banque alimentaire du Gard');
  const manager = await app.as({
    email: 'president@test.example',
    grants: [{ role: 'association_manager', scope: { kind: 'organisation', id: organisation } }],
  });
  const add = async (change: Partial<MissionInput> = {}): Promise<Mission> => {
    const need = needOf('other', { remote: 'no', communeCode: NIMES, ...change });
    return (await missionById(ctx.db, await addMission(ctx, organisation, need))) as Mission;
  };
  const person = async (name: string, skills: readonly number[] = [], visible = true) => {
    const email = `${name}@test.example`;
    const account = await addApplicant(ctx, email);
    const { rows } = await database.pool.query<{ id: string }>(
      'UPDATE volunteers.volunteer SET visible_to_associations = $2, first_name = $3 WHERE account_id = $1 RETURNING id',
      [account, visible, name],
    );
    const id = rows[0]?.id as string;
    for (const skill of skills) {
      await database.pool.query(
        "INSERT INTO volunteers.volunteer_skill (volunteer_id, skill_id, level, since) VALUES ($1, $2, 'practised', now())",
        [id, skill],
      );
    }
    await refreshSearch(ctx, [id as never]);
    return id;
  };
  const names = async (mission: Mission) =>
    (await suggestedFor(ctx, mission)).map(({ helper }) => helper.firstName);
  return { ...app, manager, add, person, names };
}

test('only those who accept to be seen are suggested; gates exclude, scores rank, in a stable order', async (t) => {
  const { add, person, names, database, ctx } = await house(t);
  const accounting = idOf('accounting');
  const mission = await add({ skills: [accounting] });
  await person('Cleo');
  await person('Bea', [accounting]);
  await person('Zoe', [accounting], false);
  const young = await person('Lou', [accounting]);
  await database.pool.query(
    "UPDATE volunteers.volunteer SET birth_date = '2010-01-01' WHERE id = $1",
    [young],
  );
  assert.deepEqual(await names(mission), ['Bea', 'Cleo']);
  assert.deepEqual(await names(mission), ['Bea', 'Cleo']);
  // A certificate that is required is a gate: without it, nobody is last, they are absent.
  assert.deepEqual(await names(await add({ required: [accounting] })), ['Bea']);
  const [first] = await suggestedFor(ctx, mission);
  const { parts, total } = first?.score ?? { parts: undefined, total: 0 };
  assert.deepEqual(parts, { skills: 40, nearness: 30, languages: 0, effort: 15 });
  assert.equal(total, 85);
});

test('the manager sees a first name and skills, the score part by part, and invites', async (t) => {
  const { add, person, manager, as, ctx, visitor } = await house(t);
  const accounting = idOf('accounting');
  const mission = await add({ skills: [accounting] });
  const bea = await person('Bea', [accounting]);
  const path = `/missions/${mission.id}/people`;
  const page = (await (await manager.get(path)).text()).replace(/\s/gu, ' ');
  const label = abilityLabel('fr', accounting);
  assert.ok(page.includes('Bea') && page.includes(`Sait : ${label} (40 sur 40)`));
  assert.ok(page.includes('(30 sur 30)') && page.includes('15 sur 20'));
  assert.ok(!page.includes('Essai') && !page.includes('bea@'));
  assert.equal((await visitor().get(path)).status, 303);

  assert.equal((await manager.post(path, { volunteer: bea })).status, 303);
  assert.equal((await manager.post(path, { volunteer: bea })).status, 422);
  const [letter, ...more] = (await messages(ctx, { recipient: 'Bea@test.example' })).filter(
    ({ purpose }) => purpose === 'missions',
  );
  assert.equal(more.length, 0);
  assert.match(letter?.subject ?? '', /^Banque alimentaire du Gard vous invite/);
  const reader = await as({ email: 'Bea@test.example' });
  const { youAreInvited } = texts('fr').people;
  const seen = async () => (await reader.get(`/missions/${mission.id}`)).text();
  assert.ok((await seen()).includes(youAreInvited('Banque alimentaire du Gard')));
  await reader.post(`/missions/${mission.id}/invitation`, { answer: 'no' });
  assert.ok(!(await seen()).includes(youAreInvited('Banque alimentaire du Gard')));
  assert.ok((await (await manager.get(path)).text()).includes('Non, merci'));
});

test('whoever mutes is seen by no association any more', async (t) => {
  const { add, person, as, ctx, names } = await house(t);
  const mission = await add();
  const bea = await person('Bea');
  assert.equal((await invite(ctx, SYSTEM, mission.id, bea)).ok, true);
  const reader = await as({ email: 'Bea@test.example' });
  await reader.post(`/missions/${mission.id}/invitation`, { answer: 'mute' });
  const other = await add({ title: 'Trier les dons' });
  assert.deepEqual(await names(other), []);
  assert.deepEqual(await invite(ctx, SYSTEM, other.id, bea), {
    ok: false,
    error: 'not_invitable',
  });
});

test('two invitations a month and no more, whoever asks at the same moment', async (t) => {
  const { add, person, ctx, clock, names, database } = await house(t);
  const bea = await person('Bea');
  const missions = await Promise.all(
    Array.from({ length: 8 }, (_, index) => add({ title: `Tenir le stand ${index}` })),
  );
  const answers = await Promise.all(missions.map(({ id }) => invite(ctx, SYSTEM, id, bea)));
  assert.equal(answers.filter(({ ok }) => ok).length, 2);
  assert.ok(answers.every((answer) => answer.ok || answer.error === 'asked_enough'));
  const count = async () =>
    (await database.pool.query('SELECT slot FROM missions.invitation')).rows.length;
  assert.equal(await count(), 2);
  const letters = await messages(ctx, { recipient: 'Bea@test.example' });
  assert.equal(letters.filter(({ subject }) => subject?.includes('vous invite')).length, 2);
  assert.deepEqual(await names(await add({ title: 'Tenir la caisse' })), []);
  clock.set('2026-11-30T23:59:00+01:00');
  const [free] = missions.filter((_, index) => !answers[index]?.ok);
  assert.equal((await invite(ctx, SYSTEM, free?.id as string, bea)).ok, false);
  clock.set('2026-12-01T00:00:00+01:00');
  assert.equal((await invite(ctx, SYSTEM, free?.id as string, bea)).ok, true);
  assert.equal(await count(), 3);
});

test('a skill that nobody around has is told, with a change prepared and not made', async (t) => {
  const { add, person, manager, ctx } = await house(t);
  const accounting = idOf('accounting');
  const mission = await add({ skills: [accounting, idOf('writing')] });
  await person('Bea', [accounting], false);
  assert.deepEqual(await blindSpots(ctx, mission), [idOf('writing')]);
  const page = await (await manager.get(`/missions/${mission.id}/people`)).text();
  const link = /href="(\/missions\/[^"]+\?remote=possible)"/.exec(page)?.[1];
  assert.ok(link);
  const form = await (await manager.get(link)).text();
  assert.match(form, /name="remote"[^>]*value="possible"[^>]*checked|value="possible"[^>]*checked/);
  assert.equal((await missionById(ctx.db, mission.id))?.remote, 'no');
  assert.deepEqual(
    await blindSpots(ctx, await add({ remote: 'full', skills: [idOf('writing')] })),
    [],
  );
});
