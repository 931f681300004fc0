import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { rows as alerts } from '#test/role-matrix/alerts.ts';
import { rows as attendance } from '#test/role-matrix/attendance.ts';
import { rows as crises } from '#test/role-matrix/crises.ts';
import { rows as walkUps } from '#test/role-matrix/walk-ups.ts';
import { type PlayedCrisis, playCrisis } from './played-crisis.ts';

const MARK = /EXERCI[CS]E/;
const hasPdfReader = !spawnSync('pdftotext', ['-v']).error;
const UUID = '{[0-9a-f]{8}-[0-9a-f-]{27}}';

/** Routes whose answer is about no crisis; each with the reason. */
const ABOUT_NONE: Readonly<Record<string, string>> = {
  'GET /crises/new': 'the form of a crisis to come',
  'GET /api': 'documentation',
  'GET /api/v1/openapi.json': 'documentation',
  'GET /api/v1/communes': 'a list of communes',
  'GET /crises/alerts/upload': 'a form that is sent to begin with',
  'GET /crises/alerts/feeds': 'where alerts come from',
  'GET /field/worker.js': 'a script, the same for all',
  'GET /crises/join/:token': 'joining the register, which outlasts the crisis',
  'GET /B/:badge': 'leads to the desk, which is marked',
  [`GET /crises/:id${UUID}/events`]: 'parts of a page that is open and marked',
  [`GET /crises/:id${UUID}/desk/events`]: 'parts of a page that is open and marked',
};

/** Forms that cannot answer about one crisis. */
const FORMS_ABOUT_NONE: readonly RegExp[] = [
  / \/crises\/new$/,
  / \/crises\/join\//,
  / \/crises\/alerts\/(?:upload|feeds)/,
  / \/api\/v1\/alerts$/,
];

interface Answer {
  readonly route: string;
  readonly status: number;
  readonly type: string;
  readonly name: string;
  readonly text: string;
}

test('every page, file and answer of an exercise says so, in both languages', async (t) => {
  const app = await testApp(t);
  const played = await playCrisis(app, true);
  const seen = [
    ...(await everyAnswer(played, 'fr')),
    ...(await everyAnswer(played, 'en')),
    ...(await everyForm(app, played)),
  ];
  assert.ok(seen.length > 100, `${seen.length} answers`);
  const unmarked = seen.filter((answer) => !isMarked(answer));
  assert.deepEqual(unmarked.map(describe), [], 'nothing here says that this is an exercise');
  const files = seen.filter(({ name }) => name !== '');
  assert.ok(files.length > 8, `${files.length} files`);
  assert.deepEqual(
    files.filter(({ name }) => !/EXERCICE/.test(name)).map(describe),
    [],
    'the name of a file says it too, see report/download.ts',
  );
});

test('and what is real never says that it is an exercise', async (t) => {
  const app = await testApp(t);
  const played = await playCrisis(app, false);
  const seen = [...(await everyAnswer(played, 'fr')), ...(await everyForm(app, played))];
  assert.ok(seen.length > 50, `${seen.length} answers`);
  assert.deepEqual(seen.filter(isMarked).map(describe), []);
});

function isMarked({ type, text }: Answer): boolean {
  // The bytes of a sender, untouched.
  if (type.includes('octet-stream')) return text.includes('<status>Exercise</status>');
  return type.includes('json') ? MARK.test(text) || /"exercise":true/.test(text) : MARK.test(text);
}

function describe({ route, status, type, name }: Answer): string {
  return `${route}: ${status} ${type} ${name}`;
}

/** What each GET route of mobilisation answers, asked by somebody it is for. */
async function everyAnswer(played: PlayedCrisis, lang: 'fr' | 'en') {
  const answers: Answer[] = [];
  for (const route of routesOf('GET')) {
    if (ABOUT_NONE[route]) continue;
    const path = pathOf(route, played);
    const client =
      route.startsWith('GET /crises/mine') || route.endsWith(`${UUID}/certificate.pdf`)
        ? ownOf(route, played)
        : played.officer;
    const headers = route.includes('/api/') ? played.partner : {};
    if (lang === 'en') await client.get('/?lang=en');
    else await client.get('/?lang=fr');
    const response = await client.get(path, headers);
    assert.equal(response.status, 200, `${route} as ${path}`);
    answers.push(await answerOf(route, response));
  }
  return answers;
}

function ownOf(route: string, played: PlayedCrisis) {
  return route.includes('/hours/') ? played.officer : played.volunteer;
}

/** What each form answers when nothing is filled in: the page with its errors, or a word in JSON. */
async function everyForm(app: TestApp, played: PlayedCrisis) {
  const answers: Answer[] = [];
  for (const route of routesOf('POST')) {
    if (FORMS_ABOUT_NONE.some((none) => none.test(route))) continue;
    const path = pathOf(route, played);
    const response = route.includes('/api/')
      ? await app.hono.request(app.ctx.config.publicUrl + path, {
          method: 'POST',
          headers: { ...played.partner, 'content-type': 'application/json' },
          body: JSON.stringify({ link: played.parameters['/r/:token']?.token, answer: 'yes' }),
        })
      : await played.officer.post(path);
    assert.ok(response.status < 500 && response.status !== 404, `${route}: ${response.status}`);
    const answer = await answerOf(route, response);
    // A redirect leads to a page that is marked; a refusal in JSON is read by the page that asked.
    if (response.status < 300 || (response.status === 422 && !answer.type.includes('json')))
      answers.push(answer);
  }
  return answers;
}

function routesOf(method: 'GET' | 'POST'): string[] {
  const all = { ...crises, ...attendance, ...walkUps, ...alerts };
  return Object.keys(all).filter((route) => route.startsWith(`${method} `));
}

/** The address of a route in this crisis; a parameter that nothing is known of fails the test. */
function pathOf(route: string, { parameters }: PlayedCrisis): string {
  const pattern = route.slice(route.indexOf(' ') + 1).replaceAll(UUID, '');
  const [, known = {}] =
    Object.entries(parameters)
      .filter(([beginning]) => pattern.startsWith(beginning))
      .sort(([a], [b]) => b.length - a.length)[0] ?? [];
  return pattern.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = (known as Readonly<Record<string, string>>)[name];
    assert.ok(value, `${route}: say in played-crisis.ts what stands for :${name}`);
    return value;
  });
}

async function answerOf(route: string, response: Response): Promise<Answer> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await response.arrayBuffer());
  const disposition = response.headers.get('content-disposition') ?? '';
  return {
    route,
    status: response.status,
    type,
    name: /filename="([^"]+)"/.exec(disposition)?.[1] ?? '',
    text: type.includes('pdf') ? textOfPdf(bytes) : bytes.toString('utf8'),
  };
}

/** Without poppler the title inside the file, which is not compressed, stands for its text. */
function textOfPdf(bytes: Buffer): string {
  if (!hasPdfReader) return bytes.toString('latin1').replaceAll('\0', '');
  return spawnSync('pdftotext', ['-', '-'], { input: bytes }).stdout.toString('utf8');
}
