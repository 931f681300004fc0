import assert from 'node:assert/strict';
import { test } from 'node:test';
import { market } from '#test/harness/market.ts';

test('who uses a product is said, shown by choice, and taken back', async (t) => {
  const { app, club, other, treasurer } = await market(t);
  const say = (fields: Record<string, string>) => treasurer.post('/offers/jitsi-meet/use', fields);
  const read = async () => (await app.anonymous.get('/offers/jitsi-meet')).text();
  assert.match(await read(), /Aucune association/);
  assert.equal((await say({ association: club.id, say: 'yes' })).status, 303);
  assert.match(await read(), /1 association dit/);
  assert.doesNotMatch(await read(), /Échiquier/, 'a name is shown by choice alone');
  assert.equal(
    (await say({ association: club.id, say: 'yes', [`shown_${club.id}`]: 'on' })).status,
    303,
  );
  assert.match(
    await read(),
    /1 association dit[\s\S]*Échiquier du Pont/,
    'said twice, counted once',
  );
  assert.equal(
    (await say({ association: other.id, say: 'yes' })).status,
    404,
    'for one’s own only',
  );
  assert.equal((await say({ association: other.id, say: 'no' })).status, 404);
  assert.equal((await say({ association: club.id, say: 'no' })).status, 303);
  assert.match(await read(), /Aucune association/);
  assert.doesNotMatch(await read(), /Échiquier/);
});

test('a document of a product is what its bytes say, kept by the administration alone', async (t) => {
  const { app, treasurer } = await market(t);
  const admin = await app.as({
    grants: [{ role: 'administrator', scope: { kind: 'national' } }],
  });
  const path = '/offers/zoom-pro/documents';
  const pdf = new File(['%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'], 'conditions.pdf');
  for (const [fields, words] of [
    [
      { title: 'Conditions', file: new File(['MZ\u0000\u0001 not a PDF'], 'c.pdf') },
      /doit être un PDF/,
    ],
    [{ title: 'Conditions', file: new File(['<html></html>'], 'c.pdf') }, /doit être un PDF/],
    [{ title: 'Conditions', file: new File([], 'c.pdf') }, /vide/],
    [{ title: 'Conditions', file: new File([], '') }, /Choisissez un document/],
    [{ title: ' ', file: pdf }, /ce qu’est ce document/],
  ] as const) {
    const refused = await admin.post(path, fields);
    assert.equal(refused.status, 422);
    const html = await refused.text();
    assert.match(html, words);
    if (fields.title === 'Conditions') assert.match(html, /value="Conditions"/);
  }
  assert.equal((await treasurer.post(path, { title: 'X', file: pdf })).status, 403);
  assert.equal((await admin.post(path, { title: 'Conditions', file: pdf })).status, 303);
  const page = await (await app.anonymous.get('/offers/zoom-pro')).text();
  const address = /href="([^"]+\/documents\/[0-9a-f-]{36})"/.exec(page)?.[1] as string;
  const given = await app.anonymous.get(address);
  assert.equal(given.headers.get('content-type'), 'application/pdf');
  assert.match(given.headers.get('content-disposition') ?? '', /attachment.*conditions\.pdf/);
  assert.equal((await app.anonymous.get(address.replace('zoom-pro', 'slack-pro'))).status, 404);
  assert.equal((await admin.post(`${address}/remove`)).status, 303);
  assert.equal((await app.anonymous.get(address)).status, 404);
  assert.equal((await admin.post(`${address}/remove`)).status, 404);
});
