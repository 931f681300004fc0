import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { bundledSource } from '../content/courses.ts';

const SOURCE = bundledSource('files', 'en') as string;
const TEXT = '/learn/write/garden/en';

function author(app: TestApp, email: string): Promise<SignedInClient> {
  const grant = { role: 'course_author', scope: { kind: 'national' } } as const;
  return app.as({ email, lang: 'en', grants: [grant] });
}
const titled = (title: string, version = 1) =>
  SOURCE.replace(/^title: .*$/m, `title: ${title}`).replace(
    /^version: .*$/m,
    `version: ${version}`,
  );
const inEnglish = async (client: SignedInClient, path: string) => {
  const response = await client.get(`${path}?lang=en`);
  return { status: response.status, text: await response.text() };
};

test('a lesson is written with its mistakes, looked at, published, replaced and withdrawn', async (t) => {
  const app = await testApp(t);
  const writer = await author(app, 'writer@test.example');
  const reader = await app.as({ email: 'reader@test.example', lang: 'en' });
  const begun = await writer.post('/learn/write', { course: 'garden', lang: 'en' });
  assert.equal(begun.headers.get('location'), TEXT);
  assert.match((await inEnglish(writer, TEXT)).text, /title: Title of the lesson/);

  const wrong = titled('A garden').replace('minutes: 35', 'minutes: many');
  assert.equal((await writer.post(TEXT, { source: wrong, seen: '0' })).status, 303);
  const told = (await inEnglish(writer, TEXT)).text;
  assert.match(told, /Line 6: “many” is not a number/);
  assert.match(told, /minutes: many/, 'what was typed is kept');
  assert.equal((await writer.post(`${TEXT}/publish`)).status, 422);
  assert.equal((await writer.get(`${TEXT}/preview`)).status, 404);
  assert.equal((await inEnglish(reader, '/learn/garden')).status, 404);

  await writer.post(TEXT, { source: titled('A garden'), seen: '1' });
  const preview = await inEnglish(writer, `${TEXT}/preview`);
  assert.match(preview.text, /Preview of the draft/);
  assert.match(preview.text, /<h1[^>]*>A garden</);
  assert.match(preview.text, /Right answer and explanation/);
  assert.doesNotMatch(preview.text, /<form method="post" action="\/learn/);
  assert.equal((await inEnglish(reader, '/learn/garden')).status, 404, 'a draft is not read');
  assert.equal((await writer.post(`${TEXT}/publish`)).status, 303);
  assert.match((await inEnglish(reader, '/learn/garden')).text, /A garden/);
  assert.match((await inEnglish(reader, '/learn')).text, /A garden/);

  await reader.post('/learn/garden/exercises/fi-where', { 'fi-where-answer': 'b' });
  await writer.post(TEXT, { source: titled('A larger garden', 2), seen: '0' });
  assert.match((await inEnglish(reader, '/learn/garden')).text, /A garden/);
  await writer.post(`${TEXT}/publish`);
  const after = (await inEnglish(reader, '/learn/garden')).text;
  assert.match(after, /A larger garden/);
  assert.match(after, /This lesson has changed since your answers/);
  assert.match(after, /That is right/, 'the answer is still there');
  await writer.post(TEXT, { source: titled('An older garden', 1), seen: '0' });
  const older = await writer.post(`${TEXT}/publish`);
  assert.equal(older.status, 422);
  assert.match(await older.text(), /2/);

  assert.equal((await writer.post(`${TEXT}/withdraw`)).status, 303);
  assert.equal((await inEnglish(reader, '/learn/garden')).status, 404);
  assert.equal((await writer.post(`${TEXT}/withdraw`)).status, 422);
  const { rows } = await app.database.pool.query<{ state: string }>(
    'SELECT state FROM skills.course_edition ORDER BY published_at NULLS LAST, state',
  );
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['replaced', 'withdrawn', 'draft'],
  );
});

test('what is published takes the place of a shipped lesson, which comes back', async (t) => {
  const app = await testApp(t);
  const writer = await author(app, 'writer@test.example');
  const shipped = (await inEnglish(writer, '/learn/files')).text;
  await writer.post('/learn/write/files/en', { source: titled('Our own files'), seen: '0' });
  await writer.post('/learn/write/files/en/publish');
  await writer.post('/learn/write/files/fr', { source: SOURCE, seen: '0' });
  const draft = await (await writer.get('/learn/write/files/fr/preview')).text();
  assert.match(draft, /Preview of the draft|Aperçu du brouillon/, 'the other language too');
  assert.match((await inEnglish(writer, '/learn/files')).text, /Our own files/);
  assert.doesNotMatch(await (await writer.get('/learn/files?lang=fr')).text(), /Our own files/);
  await writer.post('/learn/write/files/en/withdraw');
  const title = /<h1[^>]*>([^<]*)</.exec(shipped)?.[1] as string;
  assert.ok((await inEnglish(writer, '/learn/files')).text.includes(title));
});

test('two authors never lose each other’s text, and one text at most is published', async (t) => {
  const app = await testApp(t);
  const one = await author(app, 'one@test.example');
  const other = await author(app, 'other@test.example');
  const saved = await Promise.all(
    [one, other].map((writer, at) =>
      writer.post(TEXT, { source: titled(`Garden ${at}`), seen: '0' }),
    ),
  );
  assert.deepEqual(saved.map(({ status }) => status).sort(), [303, 422]);
  const late = saved.findIndex(({ status }) => status === 422);
  const page = await saved[late]!.text();
  assert.match(page, new RegExp(`title: Garden ${late}`), 'the typed text is given back');
  const published = await Promise.all(
    [one, other, one, other].map((writer) => writer.post(`${TEXT}/publish`)),
  );
  assert.equal(published.filter(({ status }) => status === 303).length, 1);
  const { rows } = await app.database.pool.query('SELECT state FROM skills.course_edition');
  assert.deepEqual(rows, [{ state: 'published' }]);
});

test('who is no author, or one for a department only, writes nothing; names are held to their form', async (t) => {
  const app = await testApp(t);
  const local = await app.as({
    grants: [{ role: 'administrator', scope: { kind: 'department', code: '30' } }],
  });
  assert.equal((await local.post(TEXT, { source: SOURCE, seen: '0' })).status, 403);
  const writer = await author(app, 'writer@test.example');
  for (const course of ['write', 'Jardin potager', 'é', 'a'.repeat(61), '']) {
    const response = await writer.post('/learn/write', { course, lang: 'fr' });
    assert.equal(response.status, 422, course);
    if (course !== '') assert.ok((await response.text()).includes(`value="${course}"`), course);
  }
  const long = await writer.post(TEXT, { source: 'x'.repeat(60_001), seen: '0' });
  assert.equal(long.status, 422);
  assert.match(await long.text(), /60000|60.000/);
});
