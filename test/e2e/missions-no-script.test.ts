import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import { addApplicant, addAssociation } from '#test/harness/missions.ts';
import {
  inspect,
  open,
  type Person,
  PHONE,
  person,
  posted,
  signInByCode,
  stage,
} from './journey.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const TITLE = 'Mettre à jour notre fichier des adhérents';

const send = async ({ page }: Person, button: string) => {
  await Promise.all([posted(page), page.click(button)]);
  await page.waitForLoadState();
};

test('without JavaScript, from an administrative task to a certificate that anybody checks', {
  timeout: 280_000,
}, async (t) => {
  const scene = await stage(t);
  const { ctx, url } = scene.site;
  const organisation = await addAssociation(ctx, 'Banque alimentaire du Gard');
  const staff = async (email: string, role: 'association_owner' | 'reviewer') => {
    const { account } = await accountForEmail(ctx, email, 'fr', 'Essai');
    const scope =
      role === 'reviewer'
        ? ({ kind: 'department', code: '30' } as const)
        : ({ kind: 'organisation', id: organisation } as const);
    await giveRole(ctx, SYSTEM, account.id, { role, scope });
    const who = await person(scene, 'fr', { javaScriptEnabled: false });
    await signInByCode(who, email);
    return who;
  };

  // The need, from the example of its family.
  const president = await staff('president@test.example', 'association_owner');
  await open(president, '/missions/new');
  await president.page.check('[name=family][value=administration]');
  await president.page.click('main form button');
  await president.page.waitForURL(/family=administration/);
  await president.page.fill('[name=title]', TITLE);
  await president.page.fill(
    '[name=description]',
    'Notre fichier est dans un tableur, avec des doublons et des adresses anciennes. '.repeat(5),
  );
  await president.page.check('[name=remote][value=full]');
  await president.page.check('[name=pace][value=once]');
  await president.page.fill('[name=effort]', '3 h');
  await president.page.fill('[name=places]', '1');
  await send(president, 'main form button:not([name])');
  await president.page.waitForURL(/\/manage$/);
  const mission = new URL(president.page.url()).pathname.replace('/manage', '');
  await inspect(president, ['fr']);
  await send(president, 'button[value=submit]');

  const reviewer = await staff('reviewer@test.example', 'reviewer');
  await open(reviewer, mission.replace('/missions/', '/missions/moderation/'));
  await send(reviewer, 'button[value=publish]');

  // Found with a mistake in a word, on a phone.
  const email = 'paul@test.example';
  await addApplicant(ctx, email);
  const paul = await person(scene, 'fr', { javaScriptEnabled: false, viewport: PHONE });
  await signInByCode(paul, email);
  await open(paul, '/missions');
  await paul.page.fill('[name=q]', 'fichier adhérants');
  await paul.page.click('main form button');
  await paul.page.waitForURL(/q=/);
  await inspect(paul, ['fr']);
  await paul.page.click(`main a:has-text("${TITLE}")`);
  await paul.page.waitForURL((address) => address.pathname === mission);
  await paul.page.fill('[name=motivation]', 'J’ai tenu le fichier d’un club pendant dix ans.');
  await send(paul, 'button[value=apply]');
  await paul.page.waitForURL(/\/applications\//);
  const application = new URL(paul.page.url()).pathname;

  await open(president, application);
  await send(president, 'button[value=accept]');

  // Delivered with its hours, then confirmed.
  await open(paul, application);
  const work = `form[action="${application}/hand-in"]`;
  await paul.page.fill(`${work} [name=text]`, 'Le fichier est à jour, sans doublon.');
  await paul.page.fill(`${work} [name=hours]`, '2 h 30');
  await send(paul, `${work} button`);
  await open(president, application);
  await president.page.fill('[name=thanks]', 'Merci beaucoup !');
  await send(president, `form[action="${application}/complete"] button`);

  // The certificate, checked by somebody who has never been here.
  const pdf = await paul.context.request.get(`${url}${application}/certificate.pdf`);
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
  await open(paul, application);
  const proof = await paul.page.getAttribute('main a[href^="/verify/"]', 'href');
  const stranger = await person(scene, 'fr', { javaScriptEnabled: false, viewport: PHONE });
  await open(stranger, proof as string);
  const told = (await stranger.page.textContent('main'))?.replace(/\s/gu, ' ') ?? '';
  assert.match(told, /Banque alimentaire du Gard/);
  assert.match(told, /2 h 30/);
  await inspect(stranger, ['fr']);
});
