import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { shownCode } from '#platform/credentials/index.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { testApp } from '#test/harness/app.ts';
import { moveCrisis } from '../actions/crisis.ts';
import { addCrisis, addNeedTo, addPeople, GARD, officer, personId } from '../fixtures.ts';
import { confirmedMinutes } from '../index.ts';
import { yearlyDays } from '../queries/hours.ts';
import { verifyLog } from '../situation-log.ts';

const LEADER = { role: 'site_leader', scope: { kind: 'department', code: '30' } } as const;

test('hours are corrected with a reason, confirmed once, and proved to an employer', {
  timeout: 240_000,
}, async (t) => {
  const app = await testApp(t);
  const { pool } = app.database;
  await addPeople(app.ctx, app.database, [{}, {}]);
  const crisisId = await addCrisis(app.ctx, { title: 'Crue des Gardons' });
  await addNeedTo(app.ctx, crisisId);
  const start = app.clock.now().getTime();
  const event = (person: string, kind: 'in' | 'out', hours: number) =>
    pool.query(
      `INSERT INTO crises.attendance_event (crisis_id, id, person_kind, person_id, site_id, kind, at,
         device_at, clock_doubtful, device_id, received_at, recorded_by, source)
       SELECT $1, $2, 'volunteer', $3, id, $4, $5, $5, false, $3, $5, $3, 'list'
       FROM crises.site WHERE crisis_id = $1`,
      [crisisId, app.ctx.ids.next(), person, kind, new Date(start + hours * 3_600_000)],
    );
  await event(personId(0), 'in', 1);
  await event(personId(0), 'out', 4.5);
  await event(personId(1), 'in', 1);
  app.clock.advance({ hours: 8 });
  const own = await app.as({ email: 'own@test.example' });
  // As the register keys an account.
  await pool.query(
    `INSERT INTO volunteers.identity_key (kind, hash, volunteer_id)
     VALUES ('account', sha256(convert_to('renfort:volunteer:account:' || $1::text, 'UTF8')), $2)`,
    [own.accountId, personId(0)],
  );

  const leader = await app.as({ grants: [LEADER] });
  const chief = await app.as({ grants: [GARD] });
  const path = `/crises/${crisisId}/hours`;
  const person = `volunteer.${personId(1)}`;
  const correct = { person, hours: '2,5', reason: 'Partie à 12 h 30' };
  const early = await leader.post(path, correct);
  assert.equal(early.status, 422);
  assert.match(await early.text(), /Annoncez d’abord la fin/);
  await moveCrisis(app.ctx, officer(), { crisisId, event: 'stand_down' });
  const before = await (await chief.get(`/crises/${crisisId}/report`)).text();
  assert.match(before, /3,5\sh(?:<[^>]*>|\s)*Heures sur place, d’après arrivées et départs/);

  const missing = await chief.post(`${path}/confirm`);
  assert.equal(missing.status, 422);
  assert.match(await missing.text(), /Il manque des départs/);
  for (const [fields, said] of [
    [{ ...correct, hours: 'x' }, /Écrivez un nombre/],
    [{ ...correct, hours: '1001' }, /Écrivez un nombre/],
    [{ ...correct, reason: ' ' }, /Dites pourquoi/],
  ] as const) {
    const refused = await leader.post(path, fields);
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), said);
  }
  assert.equal((await leader.post(path, correct)).status, 303);
  assert.equal((await leader.post(`${path}/confirm`)).status, 403);
  assert.equal((await own.get(`/crises/${crisisId}/certificate.pdf`)).status, 404);
  assert.equal((await chief.post(`${path}/confirm`)).status, 303);
  assert.equal((await chief.post(`${path}/confirm`)).status, 422);
  const late = await leader.post(path, correct);
  assert.match(await late.text(), /ne changent plus/);

  const { rows } = await pool.query(
    'SELECT person_id AS id, minutes, reason, state FROM crises.hours ORDER BY person_id',
  );
  assert.deepEqual(rows, [
    { id: personId(0), minutes: 210, reason: '', state: 'confirmed' },
    { id: personId(1), minutes: 150, reason: 'Partie à 12 h 30', state: 'confirmed' },
  ]);
  const day = localDate(new Date(start));
  const counted = (from: string, to: string) =>
    confirmedMinutes(app.ctx, personId(0), { from, to });
  assert.equal(await counted(day, addDays(day, 1)), 210);
  assert.equal(await counted(addDays(day, 2), addDays(day, 9)), 0);
  assert.ok((await verifyLog(app.ctx, crisisId)).intact);
  // 3 h 30 were counted, and 2 h 30 are known better.
  const report = await (await chief.get(`/crises/${crisisId}/report`)).text();
  assert.match(report, /6\sh(?:<[^>]*>|\s)*Heures sur place, validées par l’officier/);
  const year = app.clock.now().getUTCFullYear();
  assert.equal((await yearlyDays(app.ctx.db, [personId(0)], year)).get(personId(0)), 1);

  await pool.query(
    `UPDATE crises.hours SET days = ARRAY(SELECT make_date($2, 1, 1) + n FROM generate_series(0, 14) n)
     WHERE person_id = $1`,
    [personId(0), year],
  );
  const sheet = await (await chief.get(path)).text();
  assert.ok(/15 sur 15\s: limite atteinte/.test(sheet), sheet.slice(sheet.indexOf('<tbody')));
  const mine = await (await own.get('/crises/mine')).text();
  assert.match(mine, /Crue des Gardons/);
  assert.ok(/3\sh\s30/.test(mine), mine.slice(mine.indexOf('<main')));
  assert.match(mine, /atteint cette limite/);

  const paper = await own.get(`/crises/${crisisId}/certificate.pdf`);
  assert.equal(paper.headers.get('content-type'), 'application/pdf');
  const bytes = Buffer.from(await paper.arrayBuffer());
  const officers = await chief.get(`${path}/${personId(1)}/certificate.pdf`);
  assert.equal(officers.status, 200);
  await officers.body?.cancel();
  if (!spawnSync('pdftotext', ['-v']).error) {
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
      input: bytes,
      encoding: 'utf8',
    });
    for (const said of [/Camille Test1/, /Crue des Gardons/, /3\sh\s30/, /Préfecture du Gard/])
      assert.match(text, said);
    // Nothing else of the person, nor of anybody else.
    assert.doesNotMatch(text, /Test2|@|\+?33\d|1990|EXERCICE/);
  }
  const proofs = await pool.query(
    'SELECT code FROM credentials.issued WHERE holder_id = $1 AND kind = $2',
    [personId(0), 'crises.attendance'],
  );
  assert.equal(proofs.rowCount, 1);
  const again = await own.get(`/crises/${crisisId}/certificate.pdf`);
  const code = shownCode(proofs.rows[0].code);
  assert.ok(Buffer.from(await again.arrayBuffer()).length > 0);
  if (!spawnSync('pdftotext', ['-v']).error) {
    const printed = execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' });
    assert.ok(printed.includes(code), printed);
  }
  const proof = await (await app.visitor().get(`/verify/${code}`)).text();
  for (const said of [
    /Valable/,
    /Camille Test1/,
    /Crue des Gardons/,
    /3\sh\s30/,
    /du 1er janvier|1 janvier/,
  ])
    assert.match(proof, said);
  assert.doesNotMatch(proof, /Test2|@|1990/);
  const held = await pool.query('SELECT count(*) AS n FROM credentials.issued');
  assert.equal(held.rows[0].n, 2);
  const stranger = await app.as();
  assert.equal((await stranger.get(`/crises/${crisisId}/certificate.pdf`)).status, 404);
  assert.equal((await stranger.get(`${path}/${personId(0)}/certificate.pdf`)).status, 403);
});
