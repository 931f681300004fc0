import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { type Client, type TestApp, testApp } from '#test/harness/app.ts';
import { normaliseEmail } from './domain/email.ts';
import { safeNext } from './domain/next-path.ts';

/** The newest e-mail to an address: its code and its link. */
async function mailTo(app: TestApp, email: string) {
  const [mail] = await messages(app.ctx, { recipient: email, purpose: 'sign_in' }, 1);
  const text = mail?.text ?? '';
  return {
    text,
    code: /^\d{6}$/m.exec(text)?.[0] as string,
    link: /\/sign-in\/link\/[\w-]+/.exec(text)?.[0],
  };
}

async function ask(app: TestApp, client: Client, email: string, next?: string) {
  const fields = next === undefined ? { email } : { email, next };
  const response = await client.post('/sign-in', fields);
  assert.equal(response.headers.get('location'), '/sign-in/code', await response.text());
  app.clock.advance({ seconds: 1 });
  return mailTo(app, email);
}

const signedIn = async (client: Client) => (await client.get('/account')).status === 200;
const wrong = (code: string) => (code === '111111' ? '222222' : '111111');

test('addresses are compared in one spelling, and what cannot be one is refused', () => {
  assert.equal(normaliseEmail('  Ana.LEROUX@Exemple.FR '), 'ana.leroux@exemple.fr');
  assert.equal(normaliseEmail('zoé@exemple.fr'), 'zoé@exemple.fr'.normalize('NFC'));
  for (const text of [
    '',
    'a',
    'a@',
    '@b.fr',
    'a@b',
    'a b@c.fr',
    'a@b..fr',
    'a@-b.fr',
    'a@b.fr\nx',
    '<a@b.fr>',
    `${'a'.repeat(250)}@b.fr`,
  ]) {
    assert.equal(normaliseEmail(text), undefined, text);
  }
});

test('after signing in one only goes to a page of this site', () => {
  assert.equal(safeNext('/crises/12?tab=log#end'), '/crises/12?tab=log#end');
  for (const text of [
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-out',
  ]) {
    assert.equal(safeNext(text), '/', text);
  }
});

test('a code opens a session in the browser that asked, and makes the account', async (t) => {
  const app = await testApp(t);
  const ana = app.visitor();
  assert.match(
    await (await ana.get('/sign-in?next=/account')).text(),
    /name="next" value="\/account"/,
  );
  const { code, text } = await ask(app, ana, ' Ana@Exemple.fr ', '/account');
  assert.equal(text.includes('Bonjour'), true);
  const page = await (await ana.get('/sign-in/code')).text();
  assert.match(page, /ana@exemple\.fr/);
  assert.match(page, /autocomplete="one-time-code"/);
  assert.ok(!page.includes(code));
  const visit = new Map(ana.cookies);
  const entered = await ana.post('/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
  assert.equal(entered.headers.get('location'), '/account');
  assert.equal(await signedIn(ana), true);
  assert.notEqual(ana.cookies.get('renfort_session'), visit.get('renfort_session'));
  assert.equal(ana.cookies.has('renfort_challenge'), false);

  const { rows } = await app.database.pool.query('SELECT email FROM auth.account');
  assert.deepEqual(rows, [{ email: 'ana@exemple.fr' }]);
  const { rows: codes } = await app.database.pool.query('SELECT * FROM auth.sign_in_code');
  assert.ok(!JSON.stringify(codes).includes(code), 'the code is stored nowhere but in the message');
});

test('a code is worth nothing in another browser, twice, or after ten minutes', async (t) => {
  const app = await testApp(t);
  const ana = app.visitor();
  const { code } = await ask(app, ana, 'ana@exemple.fr');
  const thief = app.visitor();
  await ask(app, thief, 'thief@exemple.fr');
  assert.equal((await thief.post('/sign-in/code', { code })).status, 422);
  assert.equal(await signedIn(thief), false);
  assert.equal((await app.visitor().post('/sign-in/code', { code })).status, 422);

  const copy = app.visitor();
  for (const [name, value] of ana.cookies) copy.cookies.set(name, value);
  assert.equal((await ana.post('/sign-in/code', { code })).status, 303);
  assert.equal((await copy.post('/sign-in/code', { code })).status, 422, 'replayed');
  assert.equal(await signedIn(copy), false);

  const late = app.visitor();
  const second = await ask(app, late, 'ana@exemple.fr');
  app.clock.advance({ minutes: 10 });
  assert.equal((await late.post('/sign-in/code', { code: second.code })).status, 422);
  assert.equal(await signedIn(late), false);
});

test('parallel use of one code opens one session', async (t) => {
  const app = await testApp(t);
  const ana = app.visitor();
  const { code } = await ask(app, ana, 'ana@exemple.fr');
  const copies = Array.from({ length: 6 }, () => {
    const copy = app.visitor();
    for (const [name, value] of ana.cookies) copy.cookies.set(name, value);
    return copy;
  });
  const answers = await Promise.all(copies.map((copy) => copy.post('/sign-in/code', { code })));
  assert.equal(answers.filter(({ status }) => status === 303).length, 1);
  const { rows } = await app.database.pool.query('SELECT count(*) AS n FROM auth.session');
  assert.deepEqual(rows, [{ n: 1 }]);
});

test('guessing: five tries a code, then a lock that says until when; the link still works', async (t) => {
  const app = await testApp(t);
  const guesser = app.visitor();
  const first = await ask(app, guesser, 'ana@exemple.fr');
  const texts: string[] = [];
  for (let i = 0; i < 5; i++) {
    texts.push(await (await guesser.post('/sign-in/code', { code: wrong(first.code) })).text());
  }
  assert.match(texts[0] as string, /Il reste 4 essais/);
  assert.match(texts[3] as string, /Il reste 1 essai\./);
  assert.equal((await guesser.post('/sign-in/code', { code: first.code })).status, 422, 'too late');
  assert.equal(await signedIn(guesser), false);

  const again = await ask(app, guesser, 'ana@exemple.fr');
  for (let i = 0; i < 5; i++) await guesser.post('/sign-in/code', { code: wrong(again.code) });
  const third = await ask(app, guesser, 'ana@exemple.fr');
  const locked = await guesser.post('/sign-in/code', { code: third.code });
  assert.equal(locked.status, 429);
  assert.match(await locked.text(), /Vous pourrez réessayer à partir de/);
  assert.equal(await signedIn(guesser), false);

  const owner = app.visitor();
  assert.equal((await owner.post(third.link as string)).status, 303);
  assert.equal(await signedIn(owner), true);

  app.clock.advance({ hours: 1 });
  const later = await ask(app, guesser, 'ana@exemple.fr');
  assert.equal((await guesser.post('/sign-in/code', { code: later.code })).status, 303);
});

test('parallel guesses cannot exceed the five tries', async (t) => {
  const app = await testApp(t);
  const guesser = app.visitor();
  const { code } = await ask(app, guesser, 'ana@exemple.fr');
  await Promise.all(
    Array.from({ length: 20 }, () => guesser.post('/sign-in/code', { code: wrong(code) })),
  );
  const { rows } = await app.database.pool.query('SELECT tries FROM auth.sign_in_code');
  assert.deepEqual(rows, [{ tries: 5 }]);
});

test('the answer is the same whether or not the address has an account', async (t) => {
  const app = await testApp(t);
  await app.as({ email: 'known@exemple.fr' });
  const answers = await Promise.all(
    ['known@exemple.fr', 'other@exemple.fr'].map(async (email) => {
      const client = app.visitor();
      const { status, headers } = await client.post('/sign-in', { email });
      const page = await (await client.get('/sign-in/code')).text();
      const plain = page.replaceAll(email, 'EMAIL').replaceAll(/(nonce|value)="[^"]*"/g, '');
      return { status, location: headers.get('location'), plain };
    }),
  );
  assert.deepEqual(answers[0], answers[1]);
});

test('no more than five e-mails in a quarter of an hour', async (t) => {
  const app = await testApp(t);
  const client = app.visitor();
  await ask(app, client, 'ana@exemple.fr');
  for (let i = 0; i < 4; i++) {
    assert.equal((await client.post('/sign-in/resend')).headers.get('location'), '/sign-in/code');
  }
  assert.equal((await client.post('/sign-in/resend')).status, 429);
  const refused = await app.visitor().post('/sign-in', { email: 'ana@exemple.fr' });
  assert.equal(refused.status, 429);
  assert.match(await refused.text(), /à partir de/);
  assert.equal((await messages(app.ctx, { recipient: 'ana@exemple.fr' })).length, 5);
  app.clock.advance({ minutes: 15 });
  assert.equal((await client.post('/sign-in/resend')).status, 303);
});

test('the link asks for a click, works once, and in any browser', async (t) => {
  const app = await testApp(t);
  const { link } = await ask(app, app.visitor(), 'ana@exemple.fr', '/account');
  const phone = app.visitor();
  const page = await phone.get(link as string);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /a\*\*\*@exemple\.fr/);
  assert.equal(await signedIn(phone), false, 'a program that checks mail signs nobody in');
  assert.equal((await phone.post(link as string)).headers.get('location'), '/account');
  assert.equal(await signedIn(phone), true);
  assert.equal((await app.visitor().post(link as string)).status, 410);
  assert.equal((await app.visitor().get(link as string)).status, 410);
  assert.equal((await app.visitor().get('/sign-in/link/unknown')).status, 410);
});

test('a session planted before the sign-in is not the one that is opened', async (t) => {
  const app = await testApp(t);
  const planted = 'planted'.padEnd(43, 'x');
  const victim = app.visitor();
  const { code } = await ask(app, victim, 'ana@exemple.fr');
  victim.cookies.set('renfort_session', planted);
  const page = await (await victim.get('/sign-in/code')).text();
  const csrf = /name="csrf" value="([\w-]+)"/.exec(page)?.[1] as string;
  assert.equal((await victim.post('/sign-in/code', { code, csrf })).status, 303);
  assert.notEqual(victim.cookies.get('renfort_session'), planted);
  assert.equal(await signedIn(victim), true);
  const attacker = app.visitor();
  attacker.cookies.set('renfort_session', planted);
  assert.equal(await signedIn(attacker), false);
});

test('signing in again replaces the session; signing out ends it, here or everywhere', async (t) => {
  const app = await testApp(t);
  const phone = app.visitor();
  await phone.post('/sign-in/code', { code: (await ask(app, phone, 'ana@exemple.fr')).code });
  const laptop = await app.as({ email: 'ana@exemple.fr' });
  const tablet = await app.as({ email: 'ana@exemple.fr' });
  const old = app.visitor();
  old.cookies.set('renfort_session', phone.cookies.get('renfort_session') as string);

  assert.equal((await phone.post('/sign-out')).headers.get('location'), '/signed-out');
  assert.equal(await signedIn(old), false, 'a stolen copy of the ended session');
  const page = await (await laptop.get('/account')).text();
  const [other] = [...page.matchAll(/\/account\/sessions\/([\w-]+)\/end/g)].map(([, id]) => id);
  assert.equal((await laptop.post(`/account/sessions/${other}/end`)).status, 303);
  assert.equal(await signedIn(tablet), false);
  const stranger = await app.as({ email: 'bob@exemple.fr' });
  const { rows } = await app.database.pool.query(
    "SELECT s.id FROM auth.session s JOIN auth.account a ON a.id = s.account_id WHERE a.email = 'ana@exemple.fr'",
  );
  assert.equal((await stranger.post(`/account/sessions/${rows[0].id}/end`)).status, 404);
  const again = await app.as({ email: 'ana@exemple.fr' });
  assert.equal((await again.post('/account/sessions/end-all')).status, 303);
  assert.deepEqual([await signedIn(laptop), await signedIn(again)], [false, false]);
  assert.equal(await signedIn(stranger), true);
});

test('a change of address is proven at the new one, told at the old, and refused when taken', async (t) => {
  const app = await testApp(t);
  await app.as({ email: 'taken@exemple.fr' });
  const ana = await app.as({ email: 'ana@exemple.fr' });
  app.clock.advance({ minutes: 1 });
  const change = async (email: string) => {
    await ana.post('/account/email', { email });
    app.clock.advance({ seconds: 1 });
    return mailTo(app, email);
  };
  const mail = await change('new@exemple.fr');
  assert.equal(mail.link, undefined, 'only the code, in this browser');
  const thief = await app.as({ email: 'thief@exemple.fr' });
  thief.cookies.set('renfort_challenge', ana.cookies.get('renfort_challenge') as string);
  assert.equal((await thief.post('/account/email/code', { code: mail.code })).status, 422);
  const before = ana.cookies.get('renfort_session');
  assert.equal((await ana.post('/account/email/code', { code: mail.code })).status, 303);
  assert.match(await (await ana.get('/account')).text(), /new@exemple\.fr/);
  assert.notEqual(ana.cookies.get('renfort_session'), before, 'rotated');
  const [told] = await messages(app.ctx, { recipient: 'ana@exemple.fr', purpose: 'account' });
  assert.match(told?.text ?? '', /vient d’être changée/);

  const taken = await change('taken@exemple.fr');
  const refused = await ana.post('/account/email/code', { code: taken.code });
  assert.match(await refused.text(), /déjà celle d’un autre compte/);
  assert.match(await (await ana.get('/account')).text(), /new@exemple\.fr/);
  const free = app.visitor();
  const { code } = await ask(app, free, 'ana@exemple.fr');
  assert.equal((await free.post('/sign-in/code', { code })).status, 303, 'the old address is free');
  const { rows } = await app.database.pool.query('SELECT count(*) AS n FROM auth.account');
  assert.deepEqual(rows, [{ n: 4 }]);
});
