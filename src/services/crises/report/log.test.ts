import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { runCommand } from '#test/harness/cli.ts';
import { addNote } from '../actions/crisis.ts';
import { addCrisis, GARD, officer } from '../fixtures.ts';
import { logVerify } from './commands.ts';

const NOTES = ['Eau à 3 m', '=1+1', "'=déjà échappé", '-2 ; "x"\nà la ligne', 'Fin'];
const COMMAND = ['crises', 'log', 'verify'];
const noDatabase = (ctx: Context): Context =>
  ({
    config: ctx.config,
    get db(): never {
      throw new Error('no database');
    },
  }) as unknown as Context;

async function house(t: TestContext) {
  const app = await testApp(t);
  const id = await addCrisis(app.ctx, { exercise: true });
  for (const text of NOTES) await addNote(app.ctx, officer(), { crisisId: id, text });
  const folder = await mkdtemp(join(tmpdir(), 'renfort-log-'));
  t.after(() => rm(folder, { recursive: true }));
  return { app, id, folder };
}

const verify = ({ ctx }: TestApp, ...args: readonly string[]) =>
  runCommand(ctx, [logVerify], [...COMMAND, ...args]);

test('the log in the database: what is done to a row is found and named', async (t) => {
  const { app, id } = await house(t);
  const { pool } = app.database;
  const first = await verify(app, id);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^6:[0-9a-f]{64}\n$/);
  assert.match(first.err, /EXERCISE.*\nIntact: 6 lines/);

  const where = 'WHERE crisis_id = $1 AND number =';
  const cases: readonly (readonly [string, RegExp])[] = [
    [`UPDATE crises.log_entry SET text = 'Eau à 2 m' ${where} 2`, /Line 2 was changed/],
    [`UPDATE crises.log_entry SET author = NULL ${where} 3`, /Line 3 was changed/],
    [`UPDATE crises.log_entry SET at = at + interval '1 second' ${where} 4`, /Line 4 was changed/],
    [`UPDATE crises.log_entry SET detail = '{"a": 1}' ${where} 5`, /Line 5 was changed/],
    [`DELETE FROM crises.log_entry ${where} 3`, /Line 3 was removed/],
    [`DELETE FROM crises.log_entry ${where} 6`, /From line 6 on/],
    [`UPDATE crises.log_entry SET number = 9 ${where} 2`, /Line 2 was removed|was number 2/],
    [
      `INSERT INTO crises.log_entry SELECT crisis_id, 7, at, kind, author, 'Ajout', detail, hash
       FROM crises.log_entry ${where} 6`,
      /Line 7 was changed/,
    ],
    [
      `UPDATE crises.log_entry AS e SET kind = o.kind, text = o.text, detail = o.detail, at = o.at,
         author = o.author, hash = o.hash
       FROM crises.log_entry AS o WHERE e.crisis_id = $1 AND o.crisis_id = $1
         AND e.number IN (2, 4) AND o.number = 6 - e.number`,
      /In place 2 stands the line that was number 4/,
    ],
  ];
  for (const [statement, said] of cases) {
    const client = await pool.connect();
    await client.query('CREATE TEMP TABLE kept AS SELECT * FROM crises.log_entry');
    await client.query(statement, [id]);
    const found = await verify(app, id);
    assert.equal(found.code, 3, statement);
    assert.match(found.err, said);
    assert.equal(found.out, '');
    const officerHere = await app.as({ grants: [GARD] });
    const page = await (await officerHere.get(`/crises/${id}/log`)).text();
    assert.match(page, /Registre altéré/);
    await client.query('DELETE FROM crises.log_entry');
    await client.query('INSERT INTO crises.log_entry SELECT * FROM kept');
    await client.query('DROP TABLE kept');
    client.release();
  }
  assert.equal((await verify(app, id)).code, 0);
});

test('a log sealed again as a whole is betrayed by a seal noted elsewhere', async (t) => {
  const { app, id } = await house(t);
  const noted = (await verify(app, id)).out.trim();
  const { pool } = app.database;
  await pool.query(
    "UPDATE crises.log_entry SET text = 'Récrit' WHERE crisis_id = $1 AND number = 6",
    [id],
  );
  await pool.query('DELETE FROM crises.log_entry WHERE number = 6');
  await pool.query(
    `UPDATE crises.log_head SET length = 5,
       hash = (SELECT hash FROM crises.log_entry WHERE number = 5 AND crisis_id = $1)`,
    [id],
  );
  await addNote(app.ctx, officer(), { crisisId: id, text: 'Autre fin' });
  assert.equal((await verify(app, id)).code, 0);
  const found = await verify(app, id, '--seal', noted);
  assert.equal(found.code, 3);
  assert.match(found.err, /Line 6 does not carry the seal noted elsewhere/);
  assert.equal((await verify(app, id, '--seal', noted.replace(/^6/, '9'))).code, 3);
});

test('both exports are verified without a database, and what is done to a line is found', async (t) => {
  const { app, id, folder } = await house(t);
  const reader = await app.as({ grants: [GARD] });
  const offline = async (content: string) => {
    const file = join(folder, 'export');
    await writeFile(file, content);
    return runCommand(noDatabase(app.ctx), [logVerify], [...COMMAND, '--file', file]);
  };
  for (const form of ['jsonl', 'csv'] as const) {
    const response = await reader.get(`/crises/${id}/log.${form}`);
    assert.match(
      response.headers.get('content-disposition') ?? '',
      new RegExp(`filename="EXERCICE-main-courante-${id}.${form}"`),
    );
    const content = await response.text();
    assert.match(content, /EXERCICE/);
    const intact = await offline(content);
    assert.equal(intact.code, 0, intact.err);
    assert.equal(intact.out, (await verify(app, id)).out);

    // The one note of several lines stays in one piece: cut before it.
    const head = content.split('\n').slice(0, 4);
    const tail = content.slice(head.join('\n').length);
    const altered: readonly (readonly [string, RegExp])[] = [
      [content.replace('Eau à 3 m', 'Eau à 2 m'), /Line 2 was changed/],
      [content.replace('=1+1', '=1+2'), /Line 3 was changed/],
      [head.toSpliced(2, 1).join('\n') + tail, /Line 2 was removed/],
      [head.toSpliced(2, 0, head[3] as string).join('\n') + tail, /In place 2|in place 2/],
      [[head[0], head[1], head[3], head[2]].join('\n') + tail, /In place 2 .* was number 3/],
      [head.join('\n'), /From line 4 on/],
    ];
    for (const [text, said] of altered) {
      const found = await offline(text);
      assert.equal(found.code, 3, `${form}: ${said}: ${found.err}`);
      assert.match(found.err, said);
    }
  }
});

test('wrong usage and files that are no logs say what to do', async (t) => {
  const { app, folder } = await house(t);
  for (const [args, code, said] of [
    [[], 2, /Give the id/],
    [['x'], 2, /not the id of a crisis/],
    [['0192f000-0000-7000-8000-000000000000'], 1, /no crisis/],
    [['--file', join(folder, 'absent')], 1, /Cannot read/],
    [['--seal', '12', 'x'], 2, /--seal takes/],
    [['--nothing'], 2, /nothing/],
  ] as const) {
    const found = await verify(app, ...args);
    assert.equal(found.code, code, args.join(' '));
    assert.match(found.err, said);
  }
  for (const content of ['', '{"a": 1}\n', '{', 'a;b\n1;2\n', 'number\n"open']) {
    const file = join(folder, 'wrong');
    await writeFile(file, content);
    assert.equal((await verify(app, '--file', file)).code, 2, content);
  }
});
