import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { grantsHeld, takeRole } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { runPendingJobs } from '#platform/jobs/index.ts';
import type { Grant } from '#platform/kernel/actor.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { expireListsJob, listJob } from '../actions/import-run.ts';
import { IMPORT_EVENTS, IMPORT_STATES, nextImportState } from '../domain/import-run.ts';
import { inspect } from './source.ts';
import { warningsOf } from './warnings.ts';

const GARD: Grant = { role: 'crisis_officer', scope: { kind: 'department', code: '30' } };

function csv(text: string | Buffer, name = 'liste.csv'): File {
  return new File([new Uint8Array(Buffer.from(text as string))], name, { type: 'text/csv' });
}

async function sent(officer: SignedInClient, file: File): Promise<string> {
  const answer = await officer.post('/volunteers/import', { file });
  assert.equal(answer.status, 303, await answer.text());
  return answer.headers.get('location') as string;
}

async function count(app: TestApp): Promise<number> {
  const { rows } = await app.database.pool.query(
    "SELECT count(*) AS n FROM volunteers.volunteer WHERE status <> 'erased'",
  );
  return rows[0].n;
}

async function run(app: TestApp) {
  const { rows } = await app.database.pool.query('SELECT * FROM volunteers.import_run');
  assert.equal(rows.length, 1);
  return rows[0];
}

const text = async (client: SignedInClient, path: string) => (await client.get(path)).text();

test('a list is imported once: every state and event', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...IMPORT_EVENTS), { maxLength: 30 }), (events) => {
      let state: (typeof IMPORT_STATES)[number] = 'uploaded';
      let imports = 0;
      let trial = false;
      for (const event of events) {
        const next = nextImportState(state, event);
        if (!next.ok) continue;
        if (event === 'confirm') {
          assert.ok(trial, 'confirmed without a trial of these columns');
          imports += 1;
        }
        if (event === 'check') trial = false;
        if (event === 'checked') trial = true;
        if (event === 'fail') trial = false;
        state = next.value;
        if (state === 'done' || state === 'expired')
          for (const other of IMPORT_EVENTS) assert.equal(nextImportState(state, other).ok, false);
      }
      // A failed import may be tried again, and then confirmed again; a finished one never.
      assert.ok(imports <= events.filter((event) => event === 'fail').length + 1);
    }),
  );
  assert.equal(IMPORT_STATES.length, 7);
});

test('columns are guessed, corrected, tried, confirmed: one list from upload to outcome', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const path = await sent(
    officer,
    csv(
      'Nom complet;Contact;Ville;Note\nLéa A;a@test.example;Nîmes;x\nMax B;pas une adresse;Nîmes;y\nZoé C;c@test.example;Lille;z\nAli D;=1+1;Alès;w\n',
    ),
  );
  const columns = await text(officer, path);
  assert.match(columns, /<option value="full_name" selected>/);
  assert.match(columns, /<option value="commune" selected>/);
  assert.match(columns, /a@test\.example · pas une adresse · c@test\.example/);
  const refused = await officer.post(`${path}/check`, {
    column_0: 'full_name',
    column_1: '',
    column_2: 'commune',
    column_3: '',
  });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Colonnes manquantes\s?: adresse e-mail/);
  const fields = { column_0: 'full_name', column_1: 'email', column_2: 'commune', column_3: '' };
  const tried = await officer.post(`${path}/check`, fields);
  assert.equal(tried.headers.get('location'), path);
  const working = await officer.get(path);
  assert.equal(working.headers.get('refresh'), '3');
  assert.match(await working.text(), /Essai en cours/);
  assert.equal((await officer.post(`${path}/confirm`)).status, 303);
  assert.equal((await run(app)).state, 'checking', 'a trial must be read before');
  await runPendingJobs(app.ctx);
  const trial = await text(officer, path);
  assert.match(trial, /rien n’est encore enregistré/);
  assert.match(trial, /Importer cette ligne/);
  assert.match(trial, /adresse e-mail incorrecte/);
  assert.match(trial, /hors de votre territoire/);
  assert.equal(await count(app), 0);
  const report = await text(officer, `${path}/rejected.csv`);
  assert.match(report, /3;Contact;pas une adresse;adresse e-mail incorrecte/);
  assert.match(report, /5;Contact;'=1\+1;/);

  await Promise.all([1, 2, 3].map(() => officer.post(`${path}/confirm`)));
  await runPendingJobs(app.ctx);
  assert.match(await text(officer, path), /Liste importée/);
  assert.equal(await count(app), 1);
  await officer.post(`${path}/confirm`);
  await officer.post(`${path}/check`, fields);
  assert.equal(await runPendingJobs(app.ctx), 0);
  const { rows } = await app.database.pool.query(
    "SELECT action FROM audit.entry WHERE action LIKE 'volunteers.import%'",
  );
  assert.deepEqual(
    rows.map((row) => row.action),
    ['volunteers.import_confirmed', 'volunteers.imported'],
  );
});

test('a list belongs to whoever sent it, and is read with the roles held at that moment', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const path = await sent(officer, csv('nom complet;mail;commune\nLéa A;a@test.example;Nîmes\n'));
  const colleague = await app.as({ grants: [GARD] });
  for (const end of ['', '/rejected.csv'])
    assert.equal((await colleague.get(`${path}${end}`)).status, 404);
  for (const end of ['check', 'confirm', 'resume', 'remove'])
    assert.equal((await colleague.post(`${path}/${end}`)).status, 404);
  const fields = { column_0: 'full_name', column_1: 'email', column_2: 'commune' };
  await officer.post(`${path}/check`, fields);
  await runPendingJobs(app.ctx);
  await officer.post(`${path}/confirm`);
  const [held] = await grantsHeld(app.ctx.db, officer.accountId, app.ctx.clock.now());
  await takeRole(app.ctx, { kind: 'system', name: 'test' }, officer.accountId, held?.id ?? '');
  await runPendingJobs(app.ctx);
  assert.equal(await count(app), 0);
  assert.equal((await run(app)).progress.rejected[0].cause, 'outside_territory');
});

async function long(t: TestContext) {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const lines = Array.from({ length: 2_500 }, (_, i) =>
    i % 500 === 0 ? `P${i} NOM;rien;Nîmes` : `P${i} NOM;p${i}@test.example;Nîmes`,
  );
  const path = await sent(officer, csv(`nom complet;mail;commune\n${lines.join('\n')}\n`));
  await officer.post(`${path}/check`, {
    column_0: 'full_name',
    column_1: 'email',
    column_2: 'commune',
  });
  await runPendingJobs(app.ctx);
  await officer.post(`${path}/confirm`);
  return { app, officer, path, id: path.split('/').at(-1) as string };
}

test('killed in the middle, the import goes on where it was and counts everybody once', async (t) => {
  const { app, officer, path, id } = await long(t);
  let left = 1_500;
  const dying: Context = {
    ...app.ctx,
    ids: {
      next() {
        if (left-- === 0) throw new Error('killed');
        return app.ctx.ids.next();
      },
    },
  };
  await assert.rejects(listJob.run(dying, { id }), /killed/);
  const half = await run(app);
  assert.equal(half.state, 'importing');
  assert.equal(half.lines_done, (await count(app)) + half.progress.rejectedCount);
  assert.ok(half.lines_done >= 1_000 && half.lines_done < 2_500, `${half.lines_done}`);
  assert.doesNotMatch(await text(officer, path), /Reprendre/);
  app.clock.advance({ seconds: 61 });
  assert.match(await text(officer, path), /Reprendre où c’était/);
  await officer.post(`${path}/resume`);
  await runPendingJobs(app.ctx);
  const done = await run(app);
  assert.equal(done.state, 'done');
  const { lines, created, rejectedCount } = done.progress;
  assert.deepEqual(
    { lines, created, rejectedCount },
    { lines: 2_500, created: 2_495, rejectedCount: 5 },
  );
  assert.equal(await count(app), 2_495);
});

test('two processes on one list: one goes on, and nobody is counted twice', async (t) => {
  const { app, id } = await long(t);
  await Promise.all([1, 2, 3].map(() => listJob.run(app.ctx, { id })));
  const done = await run(app);
  assert.equal(done.state, 'done');
  assert.equal(done.progress.created, 2_495);
  assert.equal(await count(app), 2_495);
});

test('after a day the file and its lines are gone, and the numbers stay', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ email: 'officer@test.example', grants: [GARD] });
  const path = await sent(officer, csv('nom complet;mail;commune\nLéa A;secret value;Nîmes\n'));
  const files = () => globSync(`${app.ctx.config.dataDirectory}/uploads/*/*`).length;
  const kept = files();
  await officer.post(`${path}/check`, {
    column_0: 'full_name',
    column_1: 'email',
    column_2: 'commune',
  });
  await runPendingJobs(app.ctx);
  app.clock.advance({ seconds: 86_399 });
  await expireListsJob.run(app.ctx, {});
  assert.equal((await run(app)).state, 'checked');
  app.clock.advance({ seconds: 2 });
  await expireListsJob.run(app.ctx, {});
  await runPendingJobs(app.ctx);
  const gone = await run(app);
  assert.equal(gone.state, 'expired');
  assert.equal(gone.progress.rejectedCount, 1);
  assert.doesNotMatch(JSON.stringify(gone), /secret value/);
  assert.equal(files(), kept - 1);
  const later = await app.as({ email: 'officer@test.example', grants: [GARD] });
  assert.match(await text(later, path), /Le fichier et ses lignes ont été effacés/);
  assert.equal((await later.get(`${path}/rejected.csv`)).status, 404);
  assert.equal((await later.post(`${path}/confirm`)).status, 303);
  assert.equal(await runPendingJobs(app.ctx), 0);
});

test('a file is removed at once on request, and one that cannot be a list is refused', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const path = await sent(officer, csv('nom complet;mail\nLéa A;a@test.example\n'));
  await officer.post(`${path}/remove`);
  assert.equal((await run(app)).file_id, null);
  const bad: readonly [File, RegExp][] = [
    [csv(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'liste.xlsx'), /au format CSV/],
    [csv('', 'vide.csv'), /Choisissez un fichier/],
    [csv('\n\n', 'vide.csv'), /Le fichier est vide/],
    [csv('x'.repeat(10 * 1024 * 1024 + 1), 'gros.csv'), /trop lourd/],
  ];
  for (const [file, message] of bad) {
    const refused = await officer.post('/volunteers/import', { file });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), message);
  }
});

test('quotes badly closed are found by the trial, with their line', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const path = await sent(
    officer,
    csv('nom complet;mail;commune\nLéa A;a@test.example;Nîmes\n"Max B;b@test.example;Nîmes\n'),
  );
  await officer.post(`${path}/check`, {
    column_0: 'full_name',
    column_1: 'email',
    column_2: 'commune',
  });
  await runPendingJobs(app.ctx);
  assert.match(await text(officer, path), /Guillemets mal fermés à partir de la ligne 3/);
  assert.equal(await count(app), 0);
});

test('what deserves a look is said: encoding, damaged accents, one column, no titles', async () => {
  const cases: readonly [Buffer, string[]][] = [
    [Buffer.from('Prénom;Mail\nLéa;a@test.example\n'), []],
    [Buffer.from('\uFEFFPrénom;Mail\nLéa;a@test.example\n'), []],
    [Buffer.from('Prénom;Mail\nLéa;a@test.example\n', 'latin1'), ['windows_1252']],
    [Buffer.from('PrÃ©nom;Mail\nLÃ©a;a@test.example\n'), ['encoded_twice']],
    [Buffer.from('Prénom|Mail\nLéa|a@test.example\n'), ['one_column']],
    [Buffer.from('Léa;a@test.example\nMax;b@test.example\n'), ['no_titles']],
    [Buffer.from('Nom;nom\nA;B\n'), ['same_title']],
  ];
  for (const [bytes, expected] of cases) {
    const source = await inspect(async function* () {
      yield bytes;
    });
    assert.ok(source.ok);
    assert.equal(source.value.marked, bytes[0] === 0xef);
    assert.deepEqual(warningsOf(source.value, []), expected, bytes.toString());
  }
});
