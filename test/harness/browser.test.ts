import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchBrowser } from './browser.ts';

test('a real browser lays out a page with a font and runs its script', async (t) => {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await (
    await browser.newContext({ viewport: { width: 360, height: 640 } })
  ).newPage();
  await page.setContent(
    '<p>Été</p><output></output><script>document.querySelector("output").value = 6 * 7</script>',
  );
  assert.equal(await page.locator('output').textContent(), '42');
  const box = await page.locator('p').boundingBox();
  assert.ok(box && box.width > 300 && box.height > 10, 'text has a size');
});
