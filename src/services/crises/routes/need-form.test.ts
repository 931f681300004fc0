import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { idOf, maskOfShift, refreshSearch } from '#services/volunteers/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, GARD } from '../fixtures.ts';
import { needsOf } from '../queries/needs.ts';

const NEED = {
  position: 'Poste de secours',
  places: '12',
  site: 'new',
  site_name: 'Gymnase Pablo-Neruda',
  site_commune: 'Nîmes',
  date: '2026-11-24',
  starts: '18:00',
  ends: '22:00',
  deadline: '120',
};

test('several skills: one of each line, all the lines, and the form shows them again', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const crisis = await addCrisis(app.ctx);
  const added = await officer.post(`/crises/${crisis}/needs/new`, {
    ...NEED,
    'required1[]': ['PSE2 (premiers secours en équipe, niveau 2)', 'infirmier', ''],
    'required2[]': ['PERMIS B (voiture)', '', ''],
    'required3[]': ['', '', ''],
    'preferred[]': ['transmissions', 'Ecoute', ''],
  });
  assert.equal(added.status, 303, await added.text());
  const [need] = await needsOf(app.ctx.db, crisis);
  assert.deepEqual(need?.requiredSkills, [[idOf('pse2'), idOf('nurse')], [idOf('licence_b')]]);
  assert.equal(need?.preferredSkills.length, 2);

  const edit = `/crises/${crisis}/needs/${need?.id}/edit`;
  const html = await (await officer.get(edit)).text();
  const shown = (field: string) =>
    [...html.matchAll(new RegExp(`<input[^>]*name="${field}\\[\\]"[^>]*value="([^"]*)"`, 'g'))]
      .map(([, value]) => value)
      .filter((value) => value !== '');
  assert.deepEqual(shown('required1'), [
    'PSE2 (premiers secours en équipe, niveau 2)',
    'Infirmier ou infirmière',
  ]);
  assert.deepEqual(shown('required2'), ['Permis B (voiture)']);
  assert.deepEqual(shown('required3'), []);
});

test('a night shift typed as hours on the wall is an hour longer when the clocks go back', async (t) => {
  const app = await testApp(t);
  app.clock.set('2026-10-24T12:00:00+02:00');
  const officer = await app.as({ grants: [GARD] });
  const crisis = await addCrisis(app.ctx);
  const shift = { date: '2026-10-24', starts: '22:00', ends: '06:00' };
  assert.equal(
    (await officer.post(`/crises/${crisis}/needs/new`, { ...NEED, ...shift })).status,
    303,
  );
  const [need] = await needsOf(app.ctx.db, crisis);
  assert.deepEqual(
    [need?.startsAt.toISOString(), need?.endsAt.toISOString()],
    ['2026-10-24T20:00:00.000Z', '2026-10-25T05:00:00.000Z'],
  );
  const html = await (await officer.get(`/crises/${crisis}/needs/${need?.id}/edit`)).text();
  for (const [field, value] of Object.entries(shift))
    assert.match(html, new RegExp(`name="${field}"[^>]*value="${value}"`));
});

test('a skill that is unknown or said by half keeps what was typed and says what to do', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const crisis = await addCrisis(app.ctx);
  for (const [typed, message] of [
    ['Plombbier', /n’est pas dans la liste/],
    ['PSE', /Plusieurs compétences commencent ainsi/],
  ] as const) {
    const answer = await officer.post(`/crises/${crisis}/needs/new`, {
      ...NEED,
      'required2[]': ['Permis B (voiture)', typed],
    });
    assert.equal(answer.status, 422);
    const html = await answer.text();
    assert.match(html, message);
    assert.match(html, new RegExp(`value="${typed}"`));
    assert.match(html, /value="Permis B \(voiture\)"/);
    assert.match(html, /href="#required2"/);
  }
  assert.deepEqual(await needsOf(app.ctx.db, crisis), []);
});

test('the association in charge holds an agrément at the site, on every day of the shift', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const crisis = await addCrisis(app.ctx);
  const agrement = (validUntil: string, type: 'C' | 'D' = 'C', department = '30') => [
    { type, department, validFrom: '2024-01-01', validUntil } as const,
  ];
  const commune = { communeCode: '30189' };
  const [good, lastDay, events, elsewhere] = await addOrganisations(app.ctx, [
    { ...commune, name: 'Secouristes du Gard', agrements: agrement('2026-11-25') },
    { ...commune, name: 'Entraide du Vidourle', agrements: agrement('2026-11-24') },
    { ...commune, name: 'Stadiers du Gard', agrements: agrement('2027-12-31', 'D') },
    { ...commune, name: 'Secouristes de Paris', agrements: agrement('2027-12-31', 'C', '75') },
  ]);
  const page = await (await officer.get(`/crises/${crisis}/needs/new`)).text();
  assert.match(page, /Secouristes du Gard \(agrément C\)/);
  assert.match(page, /Entraide du Vidourle/);
  assert.doesNotMatch(page, /Stadiers|Secouristes de Paris/);

  const night = { ...NEED, starts: '20:00', ends: '04:00' };
  for (const holder of [lastDay, events, elsewhere, { id: 'nobody' }]) {
    const refused = await officer.post(`/crises/${crisis}/needs/new`, {
      ...night,
      holder: holder?.id ?? '',
    });
    assert.equal(refused.status, 422, holder?.id);
    assert.match(await refused.text(), /pas d’agrément valable ici/);
  }
  const evening = { ...NEED, holder: lastDay?.id ?? '' };
  assert.equal((await officer.post(`/crises/${crisis}/needs/new`, evening)).status, 303);
  const taken = { ...night, holder: good?.id ?? '' };
  assert.equal((await officer.post(`/crises/${crisis}/needs/new`, taken)).status, 303);
  const needs = await needsOf(app.ctx.db, crisis);
  assert.deepEqual(needs.map(({ holderId }) => holderId).sort(), [lastDay?.id, good?.id].sort());
  for (const path of ['', '/roster']) {
    const html = await (await officer.get(`/crises/${crisis}${path}`)).text();
    assert.match(html, /Secouristes du Gard/, path);
  }
});

test('nobody left: the page says so, counts each way to look wider, and the call goes on wider', async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [
    ...Array.from({ length: 4 }, () => ({})),
    // Lunel, in the next department, 26 km from the site.
    ...Array.from({ length: 3 }, () => ({ commune: '34145', department: '34' })),
  ]);
  const officer = await app.as({ grants: [GARD] });
  const key = await addNeedTo(app.ctx, await addCrisis(app.ctx), { places: 12 });
  const call = `/crises/${key.crisisId}/needs/${key.needId}/call`;
  const near = { extra: '0', no_show: '10', budget: '4' };
  const start = (fields: Record<string, string>) =>
    officer.post(call, { policy: 'adaptive', ...fields });

  const before = await (await officer.get(`${call}?extra=0`)).text();
  assert.match(before, /Il n’y a pas assez de monde/);
  assert.match(before, /Alerter 4 personnes maintenant/);
  assert.match(before, /20\u00a0km autour de la zone[^+]*<strong>\+\u00a03 personnes/);

  // Three people of Lunel do first aid or do not; a condition and the distance keep some out twice.
  const asked = await addNeedTo(app.ctx, key.crisisId, {
    places: 12,
    requiredSkills: [[idOf('psc1')]],
  });
  const hard = `/crises/${asked.crisisId}/needs/${asked.needId}/call?extra=0&no_show=10&budget=4`;
  const single = await (await officer.get(hard)).text();
  assert.match(single, /Ne plus exiger[^+]*<strong>\+\u00a04 personnes/);
  assert.doesNotMatch(
    single,
    /20\u00a0km autour[^+<]*<\/a> <strong>/,
    'the distance alone brings nobody',
  );
  assert.match(single, /Tous à la fois trouveraient 7 personnes de plus/);
  const both = `${hard}&ways%5B%5D=distance-20&ways%5B%5D=skill-0`;
  const together = await (await officer.get(both)).text();
  assert.match(together, /Ensemble\s: \+\u00a07 personnes/);
  assert.match(together, /call\?extra=20&amp;no_show=10&amp;budget=4/);
  assert.match(together, /value="distance-20"[^>]*checked|checked[^>]*value="distance-20"/);

  assert.equal((await start(near)).status, 303);
  await runPendingJobs(app.ctx);
  const running = await (await officer.get(call)).text();
  assert.match(running, /Il ne reste plus personne à appeler/);
  assert.match(running, /Toutes les personnes qui conviennent ont déjà été appelées/);
  assert.doesNotMatch(running, /personnes maintenant/, 'the settings are those of the call');

  assert.equal((await start(near)).status, 422, 'the same settings call nobody more');
  const wider = await (await officer.get(`${call}?extra=20&no_show=10&budget=4`)).text();
  assert.match(wider, /Alerter 3 personnes maintenant/);
  assert.equal((await start({ ...near, extra: '20' })).status, 303);
  await runPendingJobs(app.ctx);
  const called = (await messages(app.ctx)).filter(({ channel }) => channel === 'email');
  assert.equal(called.length, 7);
  assert.equal(new Set(called.map(({ recipient }) => recipient)).size, 7, 'nobody twice');
});

test('another skill accepted, and a later hour: each is counted, and the officer changes the need', async (t) => {
  const app = await testApp(t);
  const { ctx, database } = app;
  const ids = await addPeople(ctx, database, [{}, {}, {}, {}, {}]);
  const officer = await app.as({ grants: [GARD] });
  const key = await addNeedTo(ctx, await addCrisis(ctx), {
    places: 12,
    requiredSkills: [[idOf('pse2')]],
  });
  const need = (await needsOf(ctx.db, key.crisisId))[0]!;
  const nextDay = (at: Date) => new Date(at.getTime() + 24 * 3_600_000);
  await database.pool.query(
    `INSERT INTO volunteers.certificate (id, volunteer_id, kind_id, number, status, expires_on, declared_at)
     SELECT gen_random_uuid(), id, kind, '', 'verified', $3, now()
     FROM unnest($1::uuid[], $2::int[]) AS t (id, kind)`,
    [
      ids.slice(0, 4),
      [idOf('pse2'), idOf('pse1'), idOf('pse1'), idOf('pse2')],
      new Date(need.endsAt.getTime() + 90 * 86_400_000),
    ],
  );
  const tomorrow = maskOfShift({ start: nextDay(need.startsAt), end: nextDay(need.endsAt) });
  await database.pool.query('UPDATE volunteers.volunteer SET weekly = $2 WHERE id = $1', [
    ids[3],
    tomorrow,
  ]);
  await refreshSearch(ctx, ids);
  const path = `/crises/${key.crisisId}/needs/${key.needId}`;
  const page = await (await officer.get(`${path}/call`)).text();
  assert.match(
    page,
    new RegExp(
      `href="${path}/edit#required1">Accepter aussi PSE1[^<]*, à la place de PSE2[^<]*</a> <strong>\\+\u00a02 personnes`,
    ),
  );
  assert.match(
    page,
    new RegExp(
      `href="${path}/edit#starts">Décaler le besoin au lendemain[^<]*</a> <strong>\\+\u00a01 personne<`,
    ),
  );
  assert.doesNotMatch(page, /Décaler le besoin de 8[^<]*<\/a> <strong>/, 'brings nobody');
  const edit = await (await officer.get(`${path}/edit`)).text();
  for (const id of ['required1', 'starts']) assert.match(edit, new RegExp(`id="${id}"`));
  assert.deepEqual((await needsOf(ctx.db, key.crisisId))[0], need, 'nothing changes by looking');
});

test('two officers edit one need: the second reads what changed beside their own words, nothing is lost', async (t) => {
  const app = await testApp(t);
  const [first, second] = [await app.as({ grants: [GARD] }), await app.as({ grants: [GARD] })];
  const crisis = await addCrisis(app.ctx);
  await first.post(`/crises/${crisis}/needs/new`, NEED);
  const need = async () => (await needsOf(app.ctx.db, crisis))[0]!;
  const before = await need();
  const edit = `/crises/${crisis}/needs/${before.id}/edit`;
  const version = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] as string;
  const forms = await Promise.all([first, second].map(async (who) => (await who.get(edit)).text()));
  assert.deepEqual(forms.map(version), ['1', '1']);
  const fields = { ...NEED, site: before.siteId, deadline: '' };
  assert.equal(
    (await first.post(edit, { ...fields, places: '15', bring: 'Bottes', version: '1' })).status,
    303,
  );
  const answer = await second.post(edit, {
    ...fields,
    places: '10',
    tasks: 'Porter les lits',
    version: '1',
  });
  assert.equal(answer.status, 409);
  const html = await answer.text();
  assert.match(html, /Un autre officier a modifié ce besoin/);
  const table = html.slice(html.indexOf('<table'), html.indexOf('</table>'));
  const cells = [...table.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) =>
    cell?.replace(/<[^>]+>/g, ''),
  );
  assert.deepEqual(cells, [
    ...['Nombre de personnes', '15', '10'],
    ...['Ce qu’il y a à faire (facultatif)', 'rien', 'Porter les lits'],
    ...['À prévoir (facultatif)', 'Bottes', 'rien'],
  ]);
  assert.match(html, /<textarea[^>]*>Porter les lits<\/textarea>/);
  assert.deepEqual(
    [(await need()).places, (await need()).bring, (await need()).tasks],
    [15, 'Bottes', ''],
  );

  const settled = { ...fields, places: '15', bring: 'Bottes', tasks: 'Porter les lits' };
  assert.equal((await second.post(edit, { ...settled, version: version(html) })).status, 303);
  assert.deepEqual(
    [(await need()).places, (await need()).tasks, (await need()).version],
    [15, 'Porter les lits', 3],
  );

  // At the same instant: one is saved, the other is asked.
  const race = await Promise.all(
    ['16', '17'].map((places) => first.post(edit, { ...settled, places, version: '3' })),
  );
  assert.deepEqual(race.map(({ status }) => status).sort(), [303, 409]);
});
