import { test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { pageChecker } from './check-page.ts';

test('the front of the house and the style guide', { timeout: 180_000 }, async (t) => {
  const app = await testApp(t);
  const checker = await pageChecker(t, app.anonymous);
  await checker.checkEverywhere(
    '/',
    '/about',
    '/accessibility',
    '/privacy',
    '/legal',
    '/style',
    '/style/forms',
    '/style/content',
    '/style/lists',
    '/style/figures',
    '/style/maps',
  );
});

test('the home of somebody signed in', { timeout: 60_000 }, async (t) => {
  const app = await testApp(t);
  const person = await app.as({ displayName: 'Léa' });
  const checker = await pageChecker(t, person);
  await checker.checkEverywhere('/');
});
