import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** How somebody acts on a page: the same journey is played in several ways. */
export interface Way {
  /** Follows a link or sends a form, and waits for the page that it leads to. */
  press(page: Page, selector: string, address: RegExp): Promise<void>;
  /** Writes in a field, in place of what it held. */
  type(page: Page, selector: string, text: string): Promise<void>;
}

/** Also works without JavaScript in the page. */
export const mouse: Way = {
  async press(page, selector, address) {
    await leads(page, address, () => page.locator(selector).first().click());
  },
  async type(page, selector, text) {
    await page.fill(selector, text);
  },
};

/** Nothing but Tab, Enter and letters: what cannot be reached so fails the journey. */
export const keyboard: Way = {
  async press(page, selector, address) {
    await tabTo(page, selector);
    await leads(page, address, () => page.keyboard.press('Enter'));
  },
  async type(page, selector, text) {
    await tabTo(page, selector);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  },
};

/** A form may lead to its own address again: the page counts, not the address alone. */
async function leads(page: Page, address: RegExp, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), act()]);
  await page.waitForURL(address);
}

/** No page of these journeys has as many places to stop at. */
const MANY_STOPS = 150;

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let count = 0; count < MANY_STOPS; count++) {
    if (await page.evaluate((css) => document.activeElement?.matches(css), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} cannot be reached on ${page.url()}`);
}
