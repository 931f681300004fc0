import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createToken } from '#platform/auth/index.ts';
import type { Grant } from '#platform/kernel/actor.ts';
import { messages } from '#platform/messaging/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { GARD, HERAULT, meteoFranceAlert } from '#services/crises/alerts/fixtures.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone } from '#services/crises/fixtures.ts';
import { addMission, needOf } from '#services/missions/fixtures.ts';
import { addSpaces } from '#services/spaces/fixtures.ts';
import { testApp } from '#test/harness/app.ts';
import { exerciseOrders } from './orders.ts';

interface Operation {
  readonly security: readonly unknown[];
  readonly responses: Readonly<Record<string, { content: Record<string, unknown> }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const GARD_OFFICER: Grant = {
  role: 'crisis_officer',
  scope: { kind: 'department', code: '30' },
};

/** The interface, with each answer checked against the document and each operation ticked off. */
async function client(t: TestContext) {
  const app = await testApp(t);
  const document = (await (await app.hono.request('/api/v1/openapi.json')).json()) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(document, 'document');
  const exercised = new Map<string, Set<number>>();
  let officers = 0;
  return {
    ...app,
    document,
    exercised,
    async token(scopes: readonly string[], grants: readonly Grant[] = [GARD_OFFICER]) {
      officers += 1;
      const person = await app.as({ email: `api-${officers}@test.example`, grants });
      const { token } = await createToken(
        app.ctx,
        { kind: 'system', name: 'test' },
        {
          accountId: person.accountId,
          name: 'test',
          scopes,
          expiresAt: new Date(app.clock.now().getTime() + 86_400_000),
        },
      );
      return token;
    },
    /** `path` as in the document, then what is put in its place. */
    async call(
      method: 'get' | 'post',
      path: string,
      options: {
        readonly token?: string;
        /** Put in place of the parameters of the path. */
        readonly params?: Readonly<Record<string, string>>;
        readonly query?: string;
        readonly body?: string | Uint8Array;
        readonly headers?: Record<string, string>;
      } = {},
    ) {
      const { token, params = {}, query = '', body, headers = {} } = options;
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
      const response = await app.hono.request(`${address}${query}`, {
        method: method.toUpperCase(),
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body: body as BodyInit }),
      });
      const type = response.headers.get('content-type') ?? '';
      const json = await response.json();
      const pointer = [
        path,
        method,
        'responses',
        String(response.status),
        'content',
        type,
        'schema',
      ]
        .map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1')))
        .join('/');
      const validate = ajv.getSchema(`document#/paths/${pointer}`);
      assert.ok(validate, `${method} ${path} may not answer ${response.status} ${type}`);
      assert.ok(
        validate(json),
        `${method} ${path} ${response.status}: ${ajv.errorsText(validate.errors)}`,
      );
      const key = `${method} ${path}`;
      exercised.set(key, (exercised.get(key) ?? new Set()).add(response.status));
      return { status: response.status, json, headers: response.headers };
    },
  };
}

export type ApiClient = Awaited<ReturnType<typeof client>>;

function alert(identifier: string, change: Partial<Parameters<typeof meteoFranceAlert>[0]> = {}) {
  return meteoFranceAlert({
    identifier,
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type: 12,
    areas: [GARD, HERAULT],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
    ...change,
  });
}

const ALERTS = '/api/v1/alerts';
const PROPOSALS = '/api/v1/proposals';
const REPLIES = '/api/v1/replies';
const COMMUNES = '/api/v1/communes';
const ASSOCIATIONS = '/api/v1/associations';
const ASSOCIATION = '/api/v1/associations/{id}';
const MISSIONS = '/api/v1/missions';
const MISSION = '/api/v1/missions/{id}';
const SPACES = '/api/v1/spaces';
const SPACE = '/api/v1/spaces/{id}';
const ELIGIBILITY = '/api/v1/associations/{id}/eligibility';

test('every operation answers as the document says, in success and in refusal', async (t) => {
  const api = await client(t);
  assert.match(api.document.openapi, /^3\.1\./);
  const writer = await api.token(['alerts:write']);
  const reader = await api.token(['proposals:read']);

  const first = await api.call('post', ALERTS, { token: writer, body: alert('a') });
  assert.equal(first.status, 201);
  assert.equal(first.json.alerts[0].decisions[0].action, 'propose');
  assert.deepEqual(first.json.alerts[0].decisions[0].departments, ['30', '34']);
  const again = await api.call('post', ALERTS, { token: writer, body: alert('a') });
  assert.deepEqual([again.status, again.json.repeated, again.json.id], [200, true, first.json.id]);
  const evil = await api.call('post', ALERTS, { token: writer, body: '<!DOCTYPE a>\n<a/>' });
  assert.deepEqual(
    [evil.status, evil.json.code, evil.json.error],
    [422, 'alert_unreadable', 'doctype'],
  );
  assert.equal((await api.call('post', ALERTS, { body: alert('b') })).status, 401);
  assert.equal(
    (await api.call('post', ALERTS, { token: 'rf_no', body: 'x' })).json.code,
    'token_refused',
  );
  assert.equal((await api.call('post', ALERTS, { token: reader, body: alert('b') })).status, 403);
  const huge = new Uint8Array(8 * 1024 * 1024 + 1);
  assert.equal((await api.call('post', ALERTS, { token: writer, body: huge })).status, 413);

  const list = await api.call('get', PROPOSALS, { token: reader });
  assert.deepEqual(
    list.json.proposals.map((one: { department: string }) => one.department),
    ['30'],
    'only the territory of the officer',
  );
  assert.equal((await api.call('get', PROPOSALS)).status, 401);
  assert.equal((await api.call('get', PROPOSALS, { token: writer })).status, 403);
  const wrong = await api.call('get', PROPOSALS, { token: reader, query: '?limit=0&cursor=zzz' });
  assert.equal(wrong.status, 422);
  assert.deepEqual(wrong.json.errors.map((one: { field: string }) => one.field).sort(), [
    'cursor',
    'limit',
  ]);

  const communes = await api.call('get', COMMUNES, { query: '?q=nimes' });
  assert.equal(communes.json.communes[0].code, '30189');
  assert.equal((await api.call('get', COMMUNES)).status, 422);
  assert.equal((await api.call('get', COMMUNES, { query: '?q=x', token: 'rf_no' })).status, 401);

  const facts = { nature: 'D', position: 'A', object: 'jeu d’échecs', objectCode1: '007005' };
  const [club] = await addOrganisations(api.ctx, [
    { name: 'Échiquier du Pont', communeCode: '30189', rna: 'W302001234', facts },
  ]);
  const params = { id: club?.id ?? '' };
  const nobody = { params: { id: api.ctx.ids.next() } };
  const found = await api.call('get', ASSOCIATIONS, { query: '?q=echiquier' });
  assert.equal(found.json.associations[0].id, club?.id);
  assert.equal((await api.call('get', ASSOCIATIONS, { query: '?limit=0' })).status, 422);
  assert.equal((await api.call('get', ASSOCIATION, { params })).json.rna, 'W302001234');
  assert.equal((await api.call('get', ASSOCIATION, nobody)).status, 404);
  assert.equal((await api.call('get', ELIGIBILITY, { params })).json.outcome, 'eligible');
  assert.equal((await api.call('get', ELIGIBILITY, nobody)).status, 404);

  const need = needOf('letters', { communeCode: '30189', remote: 'possible' });
  const missionId = await addMission(api.ctx, club?.id ?? '', need);
  const missions = await api.call('get', MISSIONS, { query: '?q=letre&communeCode=30189' });
  assert.deepEqual(
    [missions.json.total, missions.json.missions[0].clientId, missions.json.missions[0].type],
    [1, missionId, 'benevolat'],
  );
  assert.equal((await api.call('get', MISSIONS, { query: '?remote=perhaps' })).status, 422);
  const mission = await api.call('get', MISSION, { params: { id: missionId } });
  assert.equal(mission.json.addresses[0].city, 'Nîmes');
  assert.equal((await api.call('get', MISSION, nobody)).status, 404);
  const space = { name: 'Espace du Pont', communeCode: '30189', organisationId: params.id };
  const [desk] = await addSpaces(api.ctx, [space]);
  const near = await api.call('get', SPACES, { query: '?near=30189' });
  assert.deepEqual([near.json.total, near.json.spaces[0].km], [1, 0]);
  assert.equal((await api.call('get', SPACES, { query: '?near=Nulleparville' })).status, 404);
  const one = await api.call('get', SPACE, { params: { id: desk?.id ?? '' } });
  assert.deepEqual([one.json.label, one.json.week.length], ['labelled', 8]);
  assert.equal((await api.call('get', SPACE, nobody)).status, 404);

  const partner = await api.token(['replies:write']);
  await addPeople(api.ctx, api.database, [{}]);
  await callEveryone(api.ctx, await addNeedTo(api.ctx, await addCrisis(api.ctx)));
  const [call] = await messages(api.ctx, { purpose: 'crisis', channel: 'email' });
  const link = /\/r\/([\w-]{16})/.exec(call?.text ?? '')?.[1];
  const reply = (body: unknown) =>
    api.call('post', REPLIES, {
      token: partner,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  assert.equal((await reply({ link, answer: 'yes' })).json.outcome, 'confirmed');
  assert.equal((await reply({ link: 'x'.repeat(16), answer: 'yes' })).status, 404);
  assert.equal((await reply({ link, answer: 'perhaps' })).status, 422);

  await exerciseOrders(api);

  const documented = Object.entries(api.document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  for (const operation of documented) {
    const statuses = [...(api.exercised.get(operation) ?? [])];
    assert.ok(
      statuses.some((status) => status < 300),
      `${operation} was not exercised`,
    );
    assert.ok(
      statuses.some((status) => status >= 400),
      `no refusal of ${operation} was exercised`,
    );
  }
});

test('pages follow one another by cursor without loss or repetition', async (t) => {
  const api = await client(t);
  const everywhere = await api.token(
    ['alerts:write', 'proposals:read'],
    [{ role: 'crisis_officer', scope: { kind: 'national' } }],
  );
  for (const type of [1, 2, 3, 10, 12]) {
    await api.call('post', ALERTS, { token: everywhere, body: alert(`t${type}`, { type }) });
    api.clock.advance({ seconds: 1 });
  }
  const seen: string[] = [];
  let query = '?limit=3';
  for (let pages = 0; query && pages < 10; pages++) {
    const { json } = await api.call('get', PROPOSALS, { token: everywhere, query });
    seen.push(...json.proposals.map((one: { id: string }) => one.id));
    query = json.next ? `?limit=3&cursor=${json.next}` : '';
  }
  assert.equal(seen.length, 10);
  assert.equal(new Set(seen).size, 10);
});

test('an Idempotency-Key gives the same answer, also to 8 at once, and only to the same request', async (t) => {
  const api = await client(t);
  const token = await api.token(['alerts:write']);
  const send = (body: string, key = 'key-1') =>
    api.call('post', ALERTS, { token, body, headers: { 'idempotency-key': key } });
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(alert('a'))));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1);
  const replayed = answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
  assert.equal(replayed.length, 7);
  const other = await send(alert('b'));
  assert.deepEqual([other.status, other.json.code], [422, 'idempotency_key_reused']);
  const refused = await send('nonsense', 'key-2');
  assert.equal(refused.status, 422);
  assert.deepEqual((await send('nonsense', 'key-2')).json, refused.json);
  assert.equal((await send(alert('c'), 'a b')).status, 422);
  api.clock.advance({ hours: 25 });
  const renewed = await api.token(['alerts:write']);
  const later = await api.call('post', ALERTS, {
    token: renewed,
    body: alert('d'),
    headers: { 'idempotency-key': 'key-1' },
  });
  assert.equal(later.status, 201);
});

test('two accounts may use the same key', async (t) => {
  const api = await client(t);
  const [one, two] = [await api.token(['alerts:write']), await api.token(['alerts:write'])];
  const headers = { 'idempotency-key': 'same' };
  const a = await api.call('post', ALERTS, { token: one, body: alert('a'), headers });
  const b = await api.call('post', ALERTS, { token: two, body: alert('b'), headers });
  assert.deepEqual([a.status, b.status], [201, 201]);
  assert.notEqual(a.json.id, b.json.id);
});

test('calls are counted per token, and beyond the limit refused with a delay', async (t) => {
  const api = await client(t);
  const token = await api.token(['proposals:read']);
  const { headers } = await api.call('get', PROPOSALS, { token });
  assert.equal(headers.get('ratelimit-policy'), '"api";q=600;w=60');
  assert.equal(headers.get('ratelimit'), '"api";r=599');
  await api.database.pool.query("UPDATE auth.rate_limit SET points = 600 WHERE key LIKE 'api:%'");
  const refused = await api.call('get', PROPOSALS, { token });
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers.get('retry-after')) >= 1);
  const another = await api.token(['proposals:read']);
  assert.equal((await api.call('get', PROPOSALS, { token: another })).status, 200);
});

test('unknown addresses, wrong methods, expired tokens and cookies', async (t) => {
  const api = await client(t);
  const json = async (path: string, init?: RequestInit) => {
    const response = await api.hono.request(path, init);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    return { response, body: (await response.json()) as { code: string; status: number } };
  };
  assert.equal((await json('/api/v1/nothing')).body.code, 'not_found');
  const wrong = await json(COMMUNES, { method: 'DELETE' });
  assert.equal(wrong.body.status, 405);
  assert.equal(wrong.response.headers.get('allow'), 'GET');
  const token = await api.token(['proposals:read']);
  api.clock.advance({ days: 2 });
  assert.equal((await api.call('get', PROPOSALS, { token })).json.code, 'token_refused');
  const officer = await api.as({ grants: [GARD_OFFICER] });
  assert.equal((await officer.get(PROPOSALS)).status, 401, 'a session is not a token');
});

test('a failure inside answers a problem that says nothing of the inside', async (t) => {
  const api = await client(t);
  const token = await api.token(['proposals:read']);
  await api.database.pool.query('ALTER TABLE crises.proposal RENAME TO hidden');
  const { status, json } = await api.call('get', PROPOSALS, { token });
  assert.equal(status, 500);
  assert.doesNotMatch(JSON.stringify(json), /proposal"|relation|hidden/);
});
