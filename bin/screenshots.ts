// The pictures of the README, taken from a running demo: npm run screenshots -- [URL]
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '#platform/config.ts';
import { launchBrowser } from '#test/harness/browser.ts';

const base = process.argv[2] ?? 'http://127.0.0.1:3000';
const folder = join(ROOT, 'docs/images');
mkdirSync(folder, { recursive: true });

async function keep(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  process.stdout.write(
    `${name}.png  ${Math.round(statSync(path).size / 1024)} KB  ${page.url()}\n`,
  );
}

const browser = await launchBrowser();
try {
  const desk = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'fr' });
  const page = await desk.newPage();
  await page.goto(`${base}/demo`);
  await page.click('button[value="officer-gard@demo.renfort.example"]');
  await page.goto(`${base}/crises/alerts`);
  await keep(page, 'alerts');
  await page.goto(`${base}/crises`);
  await page.locator('main table a').first().click();
  await page.waitForLoadState();
  const call = await page.locator('a[href*="/call"]').first().getAttribute('href');
  await page.goto(`${page.url()}?wall`);
  await page.getByText('Mise à jour en direct').waitFor();
  await keep(page, 'board');
  // Wider than the running call, so that there is somebody to alert; tall, to show who is left out.
  await page.setViewportSize({ width: 1000, height: 1900 });
  await page.goto(`${base}${call}?extra=50&no_show=10&budget=4`);
  await keep(page, 'preview');

  await page.goto(`${base}/demo/outbox?channel=sms&purpose=crisis`);
  const links = await page
    .locator('main a[href*="/r/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const phone = await browser.newContext({ viewport: { width: 360, height: 1240 }, locale: 'fr' });
  const reply = await phone.newPage();
  // Somebody who has not answered yet: the page asks.
  for (const link of links) {
    await reply.goto(`${base}${new URL(link).pathname}`);
    if (await reply.getByText('Oui, je viens').isVisible()) break;
  }
  await keep(reply, 'reply');
} finally {
  await browser.close();
}
