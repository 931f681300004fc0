import { bundledSource } from '#services/skills/content/courses.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Row, Rows } from './row.ts';

const WORD = '[a-z0-9]+(?:-[a-z0-9]+)*';
const COURSE = `/learn/:course{${WORD}}`;

const at = (path: string): Row => ({ allowed: 'everybody', path: async () => path });

const TEXT = '/learn/write/:course{[a-z0-9]+(?:-[a-z0-9]+)*}/:lang{(?:fr|en)}';
/** What is written is read everywhere: a local administrator does not write. */
const AUTHORS = ['administrator'] as const;
const ofText = (rest = ''): Row => ({
  allowed: AUTHORS,
  path: async () => `/learn/write/passwords/fr${rest}`,
});

async function aDraft(app: TestApp): Promise<string> {
  const author = await app.as({ grants: [{ role: 'course_author', scope: { kind: 'national' } }] });
  const source = bundledSource('files', 'fr') ?? '';
  await author.post('/learn/write/files/fr', { source, seen: '0' });
  return '/learn/write/files/fr/preview';
}

export const rows: Rows = {
  'GET /learn/write': AUTHORS,
  'POST /learn/write': AUTHORS,
  [`GET ${TEXT}`]: ofText(),
  [`POST ${TEXT}`]: ofText(),
  [`GET ${TEXT}/preview`]: { allowed: AUTHORS, path: aDraft },
  [`POST ${TEXT}/publish`]: ofText('/publish'),
  [`POST ${TEXT}/withdraw`]: ofText('/withdraw'),
  'GET /learn': 'everybody',
  [`GET /learn/pictures/:file{${WORD}\\.svg}`]: at('/learn/pictures/mail-window-fr.svg'),
  [`GET ${COURSE}`]: at('/learn/passwords'),
  [`GET ${COURSE}/summary`]: at('/learn/passwords/summary'),
  [`GET ${COURSE}/files/:file{[a-z0-9-]+\\.[a-z]+}`]: at('/learn/spreadsheets/files/fees.csv'),
  [`POST ${COURSE}/exercises/:exercise{${WORD}}`]: at('/learn/passwords/exercises/pw-order'),
  [`POST ${COURSE}/practice`]: 'signed_in',
};
