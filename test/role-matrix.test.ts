import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, type TestApp, testApp } from '#test/harness/app.ts';
import { readRows } from './role-matrix/read-rows.ts';
import { EVERY_PERSON, PEOPLE, type Row, type Who } from './role-matrix/row.ts';

type Outcome = 'allowed' | 'sent_to_sign_in' | 'refused' | 'missing' | 'broken';

/** An id that nothing has. */
const NOTHING = '00000000-0000-7000-8000-000000000000';

/** Every page and endpoint; `ALL` is middleware. */
function registeredRoutes(app: TestApp): readonly string[] {
  const routes = app.hono.routes.filter(({ method }) => method !== 'ALL');
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
}

/** Those who read keep one session; a form may end every session, so each is sent by another account. */
async function senders(app: TestApp) {
  const readers = new Map<Who, Client>();
  for (const who of EVERY_PERSON) {
    const grants = PEOPLE[who];
    readers.set(who, await app.as({ email: `${who}@reads.example`, grants }));
    await app.as({ email: `${who}@writes.example`, grants });
  }
  return async (who: Who | 'anonymous', route: string): Promise<Client> => {
    if (who === 'anonymous') return app.visitor();
    if (route.startsWith('POST')) return app.as({ email: `${who}@writes.example` });
    return readers.get(who) as Client;
  };
}

async function outcomeOf(client: Client, route: string, path: string, row: Row): Promise<Outcome> {
  const [method] = route.split(' ');
  const response =
    method === 'GET' ? await client.get(path) : await client.post(path, row.fields ?? {});
  await response.body?.cancel();
  if (response.status >= 500) return 'broken';
  if (response.status === 401 || response.status === 403) return 'refused';
  if (response.status === 404) return 'missing';
  const location = response.headers.get('location') ?? '';
  const ownSignIn = path.startsWith('/sign-in');
  if (response.status === 303 && /^\/sign-in(?:\?next=|$)/.test(location) && !ownSignIn) {
    return 'sent_to_sign_in';
  }
  return 'allowed';
}

function expected(row: Row, who: Who | 'anonymous'): readonly Outcome[] {
  // With ids of nothing, those who pass the door find nothing behind it.
  const inside: readonly Outcome[] = row.path ? ['allowed'] : ['allowed', 'missing'];
  const outside: readonly Outcome[] = row.path ? ['refused', 'missing'] : ['refused'];
  if (row.allowed === 'token') return ['refused'];
  if (row.allowed === 'everybody') return inside;
  if (who === 'anonymous') return ['sent_to_sign_in'];
  return row.allowed === 'signed_in' || row.allowed.includes(who) ? inside : outside;
}

test('every route is listed in test/role-matrix, and every listed route exists', async (t) => {
  const app = await testApp(t);
  const rows = await readRows();
  const routes = registeredRoutes(app);
  assert.ok(routes.length > 20);
  const unlisted = routes.filter((route) => !rows.has(route));
  assert.deepEqual(unlisted, [], 'say who may call these, in test/role-matrix/<service>.ts');
  assert.deepEqual(
    [...rows.keys()].filter((route) => !routes.includes(route)),
    [],
    'these no longer exist',
  );
});

test('every route lets in whom it should, and nobody else', async (t) => {
  const app = await testApp(t);
  const sender = await senders(app);
  const wrong: string[] = [];
  for (const [route, row] of await readRows()) {
    const pattern = route.slice(route.indexOf(' ') + 1);
    const path = row.path
      ? await row.path(app)
      : pattern.replaceAll(/:\w+(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g, NOTHING);
    for (const who of ['anonymous', ...EVERY_PERSON] as const) {
      const client = await sender(who, route);
      const outcome = await outcomeOf(client, route, path, row);
      if (!expected(row, who).includes(outcome)) {
        wrong.push(`${route} as ${who}: ${outcome}, expected ${expected(row, who).join(' or ')}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});
