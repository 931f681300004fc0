import { test } from 'node:test';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { houseOfPages } from './test-house.ts';

test('the pages of a volunteer', { timeout: 240_000 }, async (t) => {
  const app = await testApp(t);
  const house = await houseOfPages(app);
  const visitor = await pageChecker(t, app.visitor());
  await visitor.checkEverywhere('/volunteer/join', house.stillTherePath);
  const newcomer = await pageChecker(t, await app.as());
  await newcomer.checkEverywhere('/volunteer/join/1');
  const checker = await pageChecker(t, house.volunteer);
  await checker.checkEverywhere(
    '/volunteer',
    '/volunteer/join/2',
    '/volunteer/join/3',
    '/volunteer/availability',
    '/volunteer/certificates',
    '/volunteer/certificates/new',
    '/volunteer/consents',
    '/volunteer/choices',
    '/volunteer/emergency',
    '/volunteer/phone',
    '/volunteer/data',
    '/volunteer/data/erase',
  );
});

test('the pages of staff', { timeout: 240_000 }, async (t) => {
  const app = await testApp(t);
  const house = await houseOfPages(app);
  const officer = await pageChecker(t, house.officer);
  await officer.checkEverywhere(
    '/volunteers',
    '/volunteers?q=nobody',
    `/volunteers/${house.volunteerId}`,
    '/volunteers/import',
  );
  const reviewer = await pageChecker(t, house.reviewer);
  await reviewer.checkEverywhere(
    '/volunteers/certificates',
    `/volunteers/certificates/${house.volunteerId}/${house.certificateId}`,
  );
});
