import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STYLESHEET } from '#platform/ui/assets.ts';
import { testApp } from '#test/harness/app.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { recordReply } from '../actions/reply.ts';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  GARD,
  personId,
  phoneOf,
} from '../fixtures.ts';

const PEOPLE = 3;

test('the roster on paper: who, how to reach them, a column to sign, and what it is on each sheet', {
  timeout: 90_000,
}, async (t) => {
  const app = await testApp(t);
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: PEOPLE }, () => ({})),
  );
  const title = 'Crue "rapide" </style>';
  const crisisId = await addCrisis(app.ctx, { exercise: true, title });
  const key = await addNeedTo(app.ctx, crisisId, { places: PEOPLE });
  await callEveryone(app.ctx, key);
  for (let i = 0; i < PEOPLE; i++) {
    const reply = { answer: 'yes', reason: null, channel: 'link' } as const;
    await recordReply(app.ctx, { ...key, volunteerId: personId(i), ...reply });
  }
  const officer = await app.as({ grants: [GARD] });
  const html = await (await officer.get(`/crises/${crisisId}/roster`)).text();
  const css = await (await officer.get(STYLESHEET)).text();

  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await (await browser.newContext()).newPage();
  await page.setContent(
    html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`),
  );
  await page.emulateMedia({ media: 'print' });

  for (const hidden of ['.rf-header', '.rf-footer', '.rf-breadcrumbs', 'a[href$=".csv"]']) {
    assert.ok(await page.locator(hidden).first().isHidden(), hidden);
  }
  assert.ok(await page.getByRole('columnheader', { name: 'Signature' }).isVisible());
  assert.ok(await page.getByText('Imprimé le').isVisible());
  assert.ok(await page.locator('.rf-band--exercise').isVisible());
  const rows = await page.locator('.rf-roster tbody tr').allInnerTexts();
  assert.equal(rows.length, PEOPLE);
  for (let i = 0; i < PEOPLE; i++) {
    const digits = phoneOf(i).replace('+33', '0');
    assert.ok(
      rows.some((row) => row.replace(/[^\d]/g, '').includes(digits)),
      digits,
    );
  }
  // The heads of sheets are drawn outside the document: read them where the browser does.
  const heads = await page.evaluate(() =>
    [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules].map(({ cssText }) => cssText).filter((rule) => /^@page/.test(rule)),
    ),
  );
  const head = heads.find((rule) => rule.includes('@top-left')) ?? '';
  assert.match(head, /EXERCICE · Personnes attendues : Crue \\?"rapide\\?" <\/style>/);
  assert.match(head, /counter\(page\)/);

  await page.emulateMedia({ media: 'screen' });
  assert.ok(await page.getByRole('columnheader', { name: 'Signature' }).isHidden());
});
