import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { addNote } from '../actions/crisis.ts';
import { addCrisis, addNeedTo, GARD, officer } from '../fixtures.ts';

const VIEWERS = 200;

/** Reads a stream until a text has come; fails after four seconds. */
async function heard(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  wanted: RegExp,
): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  const late = AbortSignal.timeout(8_000);
  while (!wanted.test(text)) {
    if (late.aborted) assert.fail(`not heard: ${wanted}`);
    const { value, done } = await reader.read();
    if (done) assert.fail('the stream ended');
    text += decoder.decode(value, { stream: true });
  }
}

test('two hundred viewers see a change, over one database connection', async (t) => {
  const app = await testApp(t);
  const crisisId = await addCrisis(app.ctx);
  await addNeedTo(app.ctx, crisisId);
  const viewer = await app.as({ grants: [GARD] });
  const readers = await Promise.all(
    Array.from({ length: VIEWERS }, async () => {
      const response = await viewer.get(`/crises/${crisisId}/events`);
      assert.equal(response.status, 200);
      return (response.body as ReadableStream<Uint8Array>).getReader();
    }),
  );
  await Promise.all(readers.map((reader) => heard(reader, /: here/)));
  const { rows } = await app.database.pool.query<{ count: number }>(
    `SELECT count(*) FROM pg_stat_activity
     WHERE application_name = 'renfort listen' AND datname = current_database()`,
  );
  assert.equal(rows[0]?.count, 1);
  await addNote(app.ctx, officer(), { crisisId, text: 'Le <pont> est fermé' });
  await Promise.all(readers.map((reader) => heard(reader, /Le &lt;pont> est fermé/)));
  await Promise.all(readers.map((reader) => reader.cancel()));
});
