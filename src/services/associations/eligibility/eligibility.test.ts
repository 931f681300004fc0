import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { addOrganisations, type OrganisationFixture } from '../fixtures.ts';
import { followDecisions } from './actions.ts';
import { followDecisionsJob } from './jobs.ts';

const REVIEWER = [{ role: 'reviewer', scope: { kind: 'department', code: '30' } }] as const;
const HERE = { communeCode: '30189' };

const association = (
  name: string,
  facts: OrganisationFixture['facts'] = {},
): OrganisationFixture => ({
  ...HERE,
  name,
  facts: { nature: 'D', position: 'A', object: 'jeu d’échecs', objectCode1: '007005', ...facts },
});

const CLUB = { ...association('Échiquier du Pont'), rna: 'W302001234' };
const WORSHIP = association('Église réformée du Pont', {
  object: 'exercice public du culte protestant',
  objectCode1: '040000',
});
const DOUBT = association('Zen du Pont', { object: 'étude du zen', objectCode1: '040000' });

async function ask(client: Awaited<ReturnType<TestApp['as']>>, organisation: string) {
  const kept = await client.post(`/eligibility/check/${organisation}`, {
    pack: 'associations-1901',
  });
  assert.equal(kept.status, 303);
  return kept.headers.get('location') as string;
}

async function setUp(t: Parameters<typeof testApp>[0], ...fixtures: OrganisationFixture[]) {
  const app = await testApp(t);
  const organisations = await addOrganisations(app.ctx, fixtures);
  const treasurer = await app.as({ email: 'treasurer@test.example' });
  const one = await app.as({ email: 'one@test.example', grants: [...REVIEWER] });
  const two = await app.as({ email: 'two@test.example', grants: [...REVIEWER] });
  return { app, ids: organisations.map(({ id }) => id), treasurer, one, two };
}

const stateOf = async ({ database }: TestApp, path: string) => {
  const { rows } = await database.pool.query(
    `SELECT state, due_on AS due, expires_on AS expires, second_reviewer AS second
     FROM associations.eligibility_decision WHERE id = $1`,
    [path.split('/').at(-1)],
  );
  return rows[0] as {
    state: string;
    due: string | null;
    expires: string | null;
    second: string | null;
  };
};

test('a treasurer learns at once, from a name, with neither website nor SIRET, and why', async (t) => {
  const { app, ids, treasurer } = await setUp(t, CLUB, WORSHIP, DOUBT, {
    ...HERE,
    name: 'Préfecture du Pont',
    kind: 'prefecture',
  });
  const [club, worship, doubt, prefecture] = ids as [string, string, string, string];
  const began = performance.now();
  const found = await (await app.anonymous.get('/eligibility?q=echiquier+du+pont')).text();
  const link = `/eligibility/check/${club}?pack=associations-1901`;
  assert.ok(found.includes(link));
  const checked = await (await app.anonymous.get(link)).text();
  assert.ok(performance.now() - began < 2000);
  for (const words of [
    'Cette association y a droit',
    'Aucun motif d’exclusion',
    'Répertoire national des associations, position',
    'Version 2026-11-24',
  ]) {
    assert.ok(checked.includes(words), words);
  }
  assert.ok((await (await app.anonymous.get('/eligibility?q=W302+001+234')).text()).includes(link));
  assert.match(
    await (await app.anonymous.get(`/eligibility/check/${worship}`)).text(),
    /exclut cette association/,
  );
  const doubtful = await (await app.anonymous.get(`/eligibility/check/${doubt}?lang=en`)).text();
  assert.ok(doubtful.includes('040000'));
  assert.equal((await app.anonymous.get(`/eligibility/check/${prefecture}`)).status, 422);
  assert.equal((await app.anonymous.get('/eligibility/check/nonsense')).status, 404);

  // Asked for twice at the same moment: one decision.
  const [a, b] = await Promise.all([ask(treasurer, club), ask(treasurer, club)]);
  assert.equal(a, b);
  assert.deepEqual(await stateOf(app, a), {
    state: 'auto_eligible',
    due: null,
    expires: '2028-11-24',
    second: null,
  });
  const page = await (await treasurer.get(a)).text();
  assert.match(page, /y a droit[\s\S]*24 novembre 2028[\s\S]*Les raisons[\s\S]*Ce qui s’est passé/);
  const stranger = await app.as({ email: 'stranger@test.example' });
  assert.equal((await stranger.get(a)).status, 404);
  assert.equal((await stranger.post(`${a}/own`, { event: 'appeal', note: 'x' })).status, 404);

  const api = await app.anonymous.get(`/api/v1/associations/${worship}/eligibility`);
  const { outcome, version, reasons } = (await api.json()) as {
    outcome: string;
    version: string;
    reasons: { code: string; sentenceEn: string }[];
  };
  assert.deepEqual([outcome, version, reasons[0]?.code], ['excluded', '2026-11-24', 'cultuelle']);
  assert.match(reasons[0]?.sentenceEn ?? '', /worship/);
  const unknown = await app.anonymous.get(`/api/v1/associations/${club}/eligibility?pack=nothing`);
  assert.equal(unknown.status, 404);
});

test('a doubtful case: queue by due date, question and answer, decision with its reasons', async (t) => {
  const { app, ids, treasurer, one, two } = await setUp(
    t,
    DOUBT,
    { ...DOUBT, name: 'Zen du Lac' },
    { ...DOUBT, name: 'Zen à moi' },
  );
  const [first, second, mine] = ids as [string, string, string];
  const decision = await ask(treasurer, first);
  app.clock.advance({ hours: 11 });
  await ask(treasurer, second);
  assert.equal((await stateOf(app, decision)).due, '2026-12-08');
  const queue = await (await one.get('/eligibility/queue')).text();
  assert.ok(queue.indexOf('Zen du Pont') < queue.indexOf('Zen du Lac'));
  const elsewhere = await app.as({
    email: 'paris@test.example',
    grants: [{ role: 'reviewer', scope: { kind: 'department', code: '75' } }],
  });
  assert.ok(!(await (await elsewhere.get('/eligibility/queue')).text()).includes('Zen du'));
  assert.equal(
    (await elsewhere.post(`${decision}/review`, { event: 'admit', note: 'ok' })).status,
    404,
  );

  const silent = await one.post(`${decision}/review`, { event: 'admit', note: ' ' });
  assert.equal(silent.status, 422);
  assert.match(await silent.text(), /Écrivez vos raisons/);
  assert.equal((await one.post(`${decision}/review`, { event: 'uphold', note: 'no' })).status, 422);
  assert.equal(
    (await one.post(`${decision}/review`, { event: 'nonsense', note: 'kept' })).status,
    422,
  );
  assert.equal(
    (await one.post(`${decision}/review`, { event: 'ask', note: 'Un temple ?' })).status,
    303,
  );
  assert.match(await (await treasurer.get(decision)).text(), /Un temple/);
  assert.equal(
    (await treasurer.post(`${decision}/own`, { event: 'answer', note: '' })).status,
    422,
  );
  assert.equal(
    (await treasurer.post(`${decision}/own`, { event: 'answer', note: 'Non.' })).status,
    303,
  );
  assert.equal((await one.post(`${decision}/review`, { event: 'admit', note: 'Lu.' })).status, 303);
  assert.deepEqual(await stateOf(app, decision), {
    state: 'eligible',
    due: null,
    expires: '2028-11-24',
    second: null,
  });
  const mails = await messages(app.ctx, { recipient: 'treasurer@test.example' });
  assert.equal(mails.filter(({ subject }) => subject?.startsWith('Zen du Pont')).length, 2);

  // Nobody decides on their own request.
  const own = await ask(one, mine);
  assert.equal((await one.post(`${own}/review`, { event: 'admit', note: 'me' })).status, 422);
  assert.equal((await two.post(`${own}/review`, { event: 'admit', note: 'lu' })).status, 303);
});

test('an appeal is heard by a named second person; going against the rules takes two', async (t) => {
  const { app, ids, treasurer, one, two } = await setUp(t, WORSHIP, CLUB, DOUBT);
  const [worship, club, doubt] = ids as [string, string, string];
  const refused = await ask(treasurer, doubt);
  await one.post(`${refused}/review`, { event: 'exclude', note: 'Un culte.' });
  assert.equal(
    (await treasurer.post(`${refused}/own`, { event: 'appeal', note: 'Mais non.' })).status,
    303,
  );
  const { second, state } = await stateOf(app, refused);
  assert.deepEqual([state, second], ['appealed', two.accountId]);
  assert.match(await (await treasurer.get(refused)).text(), /recours est confié à/);
  const same = await one.post(`${refused}/review`, { event: 'reverse', note: 'Je change.' });
  assert.equal(same.status, 422);
  assert.match(await same.text(), /une seconde personne doit décider/);
  await two.post(`${refused}/review`, { event: 'reverse', note: 'Philosophie.' });
  assert.equal((await stateOf(app, refused)).state, 'reversed');

  const excluded = await ask(treasurer, worship);
  assert.equal(await ask(treasurer, worship), excluded);
  await one.post(`${excluded}/review`, { event: 'propose', note: 'Statuts modifiés.' });
  assert.equal(
    (await one.post(`${excluded}/review`, { event: 'confirm', note: 'Moi.' })).status,
    422,
  );
  // Two at once: one of them is late.
  const answers = await Promise.all([
    two.post(`${excluded}/review`, { event: 'confirm', note: 'Vu.' }),
    two.post(`${excluded}/review`, { event: 'refuse', note: 'Non.' }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);

  const eligible = await ask(treasurer, club);
  await one.post(`${eligible}/review`, { event: 'propose', note: 'Doute.' });
  assert.deepEqual(await stateOf(app, eligible), {
    state: 'to_exclude',
    due: '2026-12-01',
    expires: '2028-11-24',
    second: null,
  });
  await two.post(`${eligible}/review`, { event: 'refuse', note: 'Rien.' });
  assert.equal((await stateOf(app, eligible)).state, 'eligible');
});

test('every night: what is over ends, what the register contradicts is revoked, a new purpose is judged again', async (t) => {
  const { app, ids, treasurer, one } = await setUp(t, CLUB, association('Dames du Pont'), DOUBT);
  const [club, changed, doubt] = ids as [string, string, string];
  const decisions = [
    await ask(treasurer, club),
    await ask(treasurer, changed),
    await ask(treasurer, doubt),
  ];
  await one.post(`${decisions[2]}/review`, { event: 'ask', note: 'Statuts ?' });
  assert.deepEqual(await followDecisions(app.ctx), { ended: 0, revoked: 0 });
  const { pool } = app.database;
  await pool.query(`UPDATE associations.organisation SET position = 'D' WHERE id = $1`, [club]);
  await pool.query(
    `UPDATE associations.organisation SET object = 'exercice public du culte' WHERE id = $1`,
    [changed],
  );
  assert.deepEqual(await followDecisions(app.ctx), { ended: 0, revoked: 2 });
  assert.deepEqual(await followDecisions(app.ctx), { ended: 0, revoked: 0 });
  assert.equal((await stateOf(app, decisions[0] as string)).state, 'revoked');
  assert.match(
    await (await treasurer.get(decisions[0] as string)).text(),
    /association est dissoute/,
  );
  assert.equal((await stateOf(app, decisions[1] as string)).state, 'revoked');
  const again = await ask(treasurer, changed);
  assert.notEqual(again, decisions[1]);
  assert.equal((await stateOf(app, again)).state, 'needs_review');

  app.clock.set(new Date('2026-12-25T12:00:00Z'));
  assert.deepEqual(await followDecisions(app.ctx), { ended: 1, revoked: 0 });
  assert.equal((await stateOf(app, decisions[2] as string)).state, 'lapsed');
  await pool.query(`UPDATE associations.organisation SET position = 'A' WHERE id = $1`, [club]);
  // Sessions end long before decisions do.
  const later = () => app.as({ email: 'treasurer@test.example' });
  const renewed = await ask(await later(), club);
  app.clock.set(new Date('2028-11-01T12:00:00Z'));
  const next = await ask(await later(), club);
  assert.notEqual(next, renewed);
  assert.equal((await stateOf(app, renewed)).state, 'superseded');
  app.clock.set(new Date('2030-11-03T12:00:00Z'));
  assert.equal((await followDecisions(app.ctx)).ended, 1);
  assert.equal((await stateOf(app, next)).state, 'expired');
});

test('thirty, fifteen and five days before the end, whoever asked and whoever acts for the association are told once', async (t) => {
  const { app, ids, treasurer } = await setUp(t, CLUB);
  const [club] = ids as [string];
  const scope = { kind: 'organisation', id: club } as const;
  const grants = [{ role: 'association_owner', scope }] as const;
  const president = await app.as({
    email: 'president@test.example',
    lang: 'en',
    grants: [...grants],
  });
  const decision = await ask(treasurer, club);
  const { expires } = await stateOf(app, decision);
  assert.equal(expires, '2028-11-24');
  const told = async () => {
    const all = await messages(app.ctx);
    return all
      .filter(({ key }) => key.includes(':ends:'))
      .map(({ recipient, key }) => `${recipient} ${key.split(':').at(-1)}`)
      .sort();
  };
  const night = async (day: string) => {
    app.clock.set(new Date(`${day}T04:40:00Z`));
    await followDecisionsJob.run(app.ctx, {});
    await followDecisionsJob.run(app.ctx, {});
  };
  await night('2028-10-24');
  assert.deepEqual(await told(), [], 'thirty-one days before');
  const both = (days: number) => [
    `president@test.example ${days}`,
    `treasurer@test.example ${days}`,
  ];
  await night('2028-10-25');
  assert.deepEqual(await told(), both(30));
  await night('2028-11-09');
  assert.deepEqual(await told(), [...both(30), ...both(15)].sort());
  await night('2028-11-19');
  await night('2028-11-24');
  assert.deepEqual(await told(), [...both(30), ...both(15), ...both(5)].sort());
  const mails = await messages(app.ctx);
  const to = (who: string) =>
    mails.find(({ key, recipient }) => key.endsWith(':ends:5') && recipient === who);
  assert.match(to('treasurer@test.example')?.text ?? '', /se termine le 24 novembre 2028/);
  assert.match(to('president@test.example')?.text ?? '', /ends on 24 November 2028/);
  const link = /https?:\/\/[^/\s]+(\/eligibility\?q=\S+)/.exec(
    to('president@test.example')?.text ?? '',
  )?.[1];
  assert.match(await (await president.get(link as string)).text(), /Échiquier du Pont/);

  // Asked for again: the old decision reminds nobody any more.
  const again = await app.as({ email: 'treasurer@test.example' });
  assert.notEqual(await ask(again, club), decision);
  await night('2028-11-25');
  assert.equal((await told()).length, 6);
});

test('the pages are for everybody', { timeout: 240_000 }, async (t) => {
  const { app, ids, treasurer, one } = await setUp(t, WORSHIP, DOUBT);
  const [worship, doubt] = ids as [string, string];
  const decision = await ask(treasurer, doubt);
  const visitor = await pageChecker(t, app.visitor());
  await visitor.checkEverywhere('/eligibility?q=zen', `/eligibility/check/${worship}`);
  await one.post(`${decision}/review`, { event: 'exclude', note: 'Un temple.' });
  const asker = await pageChecker(t, treasurer);
  await asker.checkEverywhere(decision);
  await ask(treasurer, worship);
  const reviewer = await pageChecker(t, one);
  await treasurer.post(`${decision}/own`, { event: 'appeal', note: 'Non.' });
  await reviewer.checkEverywhere('/eligibility/queue', await ask(treasurer, worship));
});
