import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownCredential } from '#platform/credentials/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { addSpaces } from '#services/spaces/fixtures.ts';
import { type Client, type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { answerTest } from './actions/take-test.ts';
import { bankNumbered, itemIn } from './bank/loaded-bank.ts';
import { certificatesHeld } from './certificates/certificate.ts';
import { openQuestion } from './domain/attempt/attempt.ts';
import { answerFields } from './fixtures.ts';
import { attemptById } from './queries/attempts.ts';
import { type CandidateRow, candidateOf, candidatesOf } from './queries/candidates.ts';
import { sessionById, sessionEvents } from './queries/sessions.ts';

interface House {
  readonly app: TestApp;
  readonly supervisor: SignedInClient;
  readonly administrator: SignedInClient;
  readonly session: string;
  /** Of the session. */
  readonly path: string;
  candidate(person: SignedInClient): Promise<CandidateRow>;
  /** The supervisor acts for this person. */
  act(person: SignedInClient, what: string, fields?: Record<string, string>): Promise<Response>;
}

/** A session of today in a labelled space, as its supervisor announces it. */
async function house(t: Parameters<typeof testApp>[0], price = '30'): Promise<House> {
  const app = await testApp(t);
  const [holder] = await addOrganisations(app.ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const [space] = await addSpaces(app.ctx, [
    { name: 'Espace des Arènes', communeCode: '30189', organisationId: holder?.id ?? '' },
  ]);
  const supervisor = await app.as({
    email: 'supervisor@test.example',
    grants: [
      { role: 'certification_supervisor', scope: { kind: 'organisation', id: space?.id ?? '' } },
    ],
  });
  const administrator = await app.as({
    email: 'admin@test.example',
    grants: [{ role: 'administrator', scope: { kind: 'national' } }],
  });
  const now = app.clock.now();
  const soon = new Date(now.getTime() + 50 * 60_000);
  const time = soon.toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' }).slice(0, 5);
  const planned = await supervisor.post(`/certifications/spaces/${space?.id}`, {
    starts_at: `${localDate(soon)}T${time}`,
    places: '6',
    price,
  });
  assert.equal(planned.status, 303);
  const path = planned.headers.get('location')?.replace('/room', '') ?? '';
  const session = path.split('/').at(-1) ?? '';
  const candidate = async ({ accountId }: SignedInClient) => {
    const row = await candidateOf(app.ctx.db, session, { accountId });
    return row ?? assert.fail('not enrolled');
  };
  return {
    app,
    supervisor,
    administrator,
    session,
    path,
    candidate,
    act: async (person, what, fields = {}) =>
      supervisor.post(`${path}/candidates/${(await candidate(person)).id}/${what}`, fields),
  };
}

const ANA = { name: 'Ana Essai', birth_date: '1964-05-02', code: '' };

async function enrolled({ app, path }: House, fields: object = {}): Promise<SignedInClient> {
  const person = await app.as();
  const { status } = await person.post(`${path}/enrol`, { ...ANA, ...fields });
  assert.equal(status, 303);
  return person;
}

async function accessCode({ app, session }: House): Promise<string> {
  return (await sessionById(app.ctx.db, session))?.accessCode ?? assert.fail('not open');
}

async function seated(room: House, person: SignedInClient): Promise<void> {
  const access_code = await accessCode(room);
  assert.equal((await person.post(`${room.path}/arrive`, { access_code })).status, 303);
  for (const what of ['identify', 'admit']) {
    assert.equal((await room.act(person, what)).status, 303, what);
  }
}

/** Answers the open question, or all that come, through the ordinary way of the test. */
async function answer({ app: { ctx } }: House, attemptId: string, right: boolean, all = false) {
  for (;;) {
    const kept = (await attemptById(ctx.db, attemptId))!;
    const open = openQuestion(kept.attempt);
    if (!open || kept.attempt.state !== 'running') return;
    const item = itemIn(await bankNumbered(ctx, kept.attempt.bankVersion), open.item, 'fr')!;
    const given = answerFields(item, right);
    const skip = item.key.kind === 'file';
    const done = await answerTest(ctx, kept, open.position, { given, lang: 'fr', skip });
    assert.ok(done.ok, done.ok ? '' : done.error);
    if (!all) return;
  }
}

const text = async (client: Client, path: string) => (await client.get(path)).text();

test('a session from its announcement to a certificate that anybody checks', async (t) => {
  const room = await house(t);
  const { app, supervisor, path } = room;
  const ana = await enrolled(room);
  const late = await enrolled(room, { name: 'Zoé Essai' });
  assert.match(await text(ana, path), /Vous êtes inscrit/);
  assert.equal((await ana.post(`${path}/arrive`, { access_code: '123456' })).status, 422);

  assert.equal((await supervisor.post(`${path}/move`, { event: 'open' })).status, 303);
  const code = await accessCode(room);
  assert.match(code, /^\d{6}$/);
  const wrong = await ana.post(`${path}/arrive`, {
    access_code: code === '000000' ? '1' : '000000',
  });
  assert.match(await wrong.text(), /pas le code affiché/);
  assert.equal((await room.act(ana, 'identify')).status, 422, 'she has not arrived');
  await seated(room, ana);
  const { attemptId } = await room.candidate(ana);
  assert.ok(attemptId);
  assert.match(await text(ana, path), new RegExp(`/tests/${attemptId}`));
  assert.equal((await supervisor.post(`${path}/move`, { event: 'close' })).status, 422);

  assert.equal((await room.act(ana, 'pay', { by: 'cash' })).status, 303);
  assert.match(await (await room.act(ana, 'pay', { by: 'card' })).text(), /déjà noté/);
  await answer(room, attemptId, true, true);
  assert.match(await text(supervisor, `${path}/room`), /payé en espèces/);
  const candidate = await room.candidate(ana);
  assert.equal(candidate.state, 'finished');
  assert.equal(candidate.result, 'certified');
  assert.ok((candidate.theta ?? 0) > 1, `all right: ${candidate.theta}`);

  assert.equal((await supervisor.post(`${path}/move`, { event: 'close' })).status, 303);
  assert.equal((await room.candidate(late)).state, 'absent');
  const page = await text(ana, path);
  const proof = /\/verify\/[0-9A-Z-]+/.exec(page)?.[0] ?? assert.fail('no certificate');
  const seen = await text(app.visitor(), proof);
  for (const words of ['Ana Essai', 'Espace des Arènes', 'DigComp 2.2']) {
    assert.ok(seen.includes(words), words);
  }
  assert.match(seen, /[678] sur 8/);
  const pdf = await ana.get(`${path}/certificate.pdf`);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  assert.equal(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  assert.equal((await late.get(`${path}/certificate.pdf`)).status, 404);

  const png = await app.visitor().get(`${proof}/badge.png`);
  const badge = new Uint8Array(await png.arrayBuffer());
  const check = async (bytes: Uint8Array<ArrayBuffer>) =>
    (
      await app.visitor().post('/verify', {
        file: new File([bytes], 'badge.png', { type: 'image/png' }),
      })
    ).text();
  assert.ok((await check(badge)).includes(`href="${proof}"`));
  const text1 = Buffer.from(badge).toString('latin1');
  const at = text1.indexOf('Ana Essai');
  assert.ok(at > 0);
  badge[at] = 'B'.charCodeAt(0);
  const tampered = await check(badge);
  assert.doesNotMatch(tampered, /href="\/verify\/[0-9A-Z]/, 'a changed name leads to no page');
});

test('a faulty question is replaced, paused tests wait, blurs are noted, and none of it lowers a score', async (t) => {
  const room = await house(t, '0');
  const { app, supervisor, path } = room;
  const ana = await enrolled(room, { extra_time: 'on' });
  await supervisor.post(`${path}/move`, { event: 'open' });
  await seated(room, ana);
  const { attemptId } = await room.candidate(ana);
  assert.ok(attemptId);
  const before = (await attemptById(app.ctx.db, attemptId))!;
  assert.equal(before.attempt.allowedMs, 80 * 60_000);
  assert.equal((await ana.post(`${path}/signs`, { kind: 'blur' })).status, 204);
  assert.equal((await ana.post(`${path}/signs`, { kind: 'score' })).status, 422);
  await ana.post(`${path}/flag`);
  assert.match(
    await text(supervisor, `${path}/room`),
    /1 fois sorti de la page · 1 question signalée/,
  );
  assert.equal((await room.act(ana, 'incident', { reason: 'because' })).status, 422);
  assert.equal((await room.act(ana, 'incident', { reason: 'text_unclear' })).status, 303);
  const after = (await attemptById(app.ctx.db, attemptId))!;
  assert.equal(after.attempt.asked[0]?.replacedFor, 'text_unclear');
  assert.equal(openQuestion(after.attempt)?.position, 1);
  assert.notEqual(after.attempt.asked[1]?.item, before.attempt.asked[0]?.item);

  await room.act(ana, 'pause');
  const spent = (await attemptById(app.ctx.db, attemptId))!.attempt.spentMs;
  app.clock.advance({ minutes: 10 });
  assert.match(await text(supervisor, `${path}/room`), /En pause/);
  await room.act(ana, 'resume');
  assert.equal((await attemptById(app.ctx.db, attemptId))!.attempt.spentMs, spent);
  await answer(room, attemptId, true);
  await room.act(ana, 'end');
  const ended = await room.candidate(ana);
  assert.deepEqual([ended.state, ended.result], ['finished', 'too_few_answers']);
  assert.ok(ended.theta !== null);
  assert.equal((await certificatesHeld(app.ctx, ana.accountId)).length, 0);
  assert.match(await text(ana, path), /Trop peu de réponses/);
  const kinds = (await sessionEvents(app.ctx.db, room.session)).map(({ kind }) => kind);
  assert.deepEqual(kinds.sort(), ['blur', 'end', 'flag', 'incident', 'pause', 'resume']);
});

test('an appeal is decided by somebody else, revokes the certificate, and the next test is free', async (t) => {
  const room = await house(t);
  const { app, supervisor, administrator, path } = room;
  const { spaceId } = (await sessionById(app.ctx.db, room.session))!;
  const space = `/certifications/spaces/${spaceId}`;
  const plan = async (starts_at: string) =>
    (await supervisor.post(space, { starts_at, places: '2', price: '30' })).headers
      .get('location')
      ?.replace('/room', '') ?? '';
  const next = await plan('2026-11-26T10:00');
  const ana = await enrolled(room);
  await supervisor.post(`${path}/move`, { event: 'open' });
  await seated(room, ana);
  const { attemptId, id } = await room.candidate(ana);
  await answer(room, attemptId ?? '', false, true);
  await text(ana, path);
  const [held] = await certificatesHeld(app.ctx, ana.accountId);
  assert.ok(held, 'a low level is a level');
  assert.equal((await ana.post(`${path}/appeal`, { event: 'file', text: ' ' })).status, 422);
  const words = 'Le <clavier> ne marchait pas.';
  assert.equal((await ana.post(`${path}/appeal`, { event: 'file', text: words })).status, 303);
  assert.match(await text(administrator, '/certifications/appeals'), /Le &lt;clavier> ne/);
  const decide = (event: string, said: string, by: Client = administrator) =>
    by.post(`/certifications/appeals/${room.session}/${id}`, { event, [`answer-${id}`]: said });
  assert.equal((await decide('uphold', 'oui', supervisor)).status, 403);
  assert.equal((await decide('uphold', '')).status, 422);
  assert.equal((await decide('uphold', 'Le clavier était en panne.')).status, 303);
  assert.equal((await decide('reject', 'Trop tard.')).status, 422);
  assert.equal((await ownCredential(app.ctx, held.code))?.state, 'revoked');
  assert.match(await text(ana, path), /un nouveau test est gratuit/);
  assert.equal((await ana.get(`${path}/certificate.pdf`)).status, 404);

  assert.match(await (await ana.post(`${next}/price`, ANA)).text(), /Votre prix\s:\sgratuit/);
  assert.equal((await ana.post(`${next}/enrol`, ANA)).status, 303);
  const later = await plan('2026-11-27T10:00');
  assert.match(await (await ana.post(`${later}/price`, ANA)).text(), /30,00/, 'once');
  const never = await supervisor.post(space, {
    starts_at: '2036-01-07T10:00',
    places: '1',
    price: '30',
  });
  assert.match(await never.text(), /pas labellisé ce jour-là/, 'a label lasts three years');
});

test('six places and no more; a form that is wrong keeps what was typed; a page is public by choice', async (t) => {
  const room = await house(t);
  const { app, path } = room;
  const person = await app.as();
  for (const [fields, words] of [
    [{ ...ANA, name: '' }, /prénom et votre nom/],
    [{ ...ANA, birth_date: '2020-01-01' }, /à partir de 11 ans/],
    [{ ...ANA, code: 'ABC' }, /mal recopié/],
    [{ ...ANA, code: '0000-0000-00000' }, /n’existe pas/],
  ] as const) {
    const answerTo = await person.post(`${path}/price`, fields);
    assert.equal(answerTo.status, 422);
    const html = await answerTo.text();
    assert.match(html, words);
    for (const typed of Object.values(fields)) {
      if (typed !== '') assert.ok(html.includes(`value="${typed}"`), typed);
    }
  }
  const price = await (await person.post(`${path}/price`, ANA)).text();
  assert.match(price, /Votre prix\s:\s30,00/);
  const results = await Promise.all(
    Array.from({ length: 9 }, async () => (await app.as()).post(`${path}/enrol`, ANA)),
  );
  assert.equal(results.filter(({ status }) => status === 303).length, 6);
  assert.equal((await candidatesOf(app.ctx.db, room.session)).length, 6);

  await person.post('/certifications/portfolio', { open: 'yes' });
  const link = /\/portfolio\/[0-9a-z-]{15}/.exec(await text(person, '/certifications'))?.[0] ?? '';
  assert.equal((await app.visitor().get(link)).status, 200);
  await person.post('/certifications/portfolio', { open: 'no' });
  assert.equal((await app.visitor().get(link)).status, 404);
});
