import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** No page of these journeys has as many places to stop at. */
export const MANY_STOPS = 120;
/** A date is three boxes and a button, all the same element for the page. */
export const SAME_ELEMENT = 4;

interface Stop {
  readonly what: string;
  /** Drawn around the element, or around the tile that stands for it. */
  readonly ring: boolean;
  readonly onScreen: boolean;
  /** In document order after the stop before it. */
  readonly after: boolean;
  /** Lower than the stop before it, or to its right. */
  readonly onward: boolean;
  readonly same: boolean;
}

/** Where the keyboard is, compared with where it was the last time this was asked. */
export function present(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const memory = window as unknown as { keyboardAt?: Element | undefined };
    const here = document.activeElement;
    const before = memory.keyboardAt;
    if (!here || here === document.body) {
      memory.keyboardAt = undefined;
      return undefined;
    }
    memory.keyboardAt = here;
    const drawn = here.closest('.govuk-radios__item, .govuk-checkboxes__item') ?? here;
    const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
    const box = drawn.getBoundingClientRect();
    const last = (
      before?.closest('.govuk-radios__item, .govuk-checkboxes__item') ?? before
    )?.getBoundingClientRect();
    return {
      what: `${here.tagName.toLowerCase()}${here.id ? `#${here.id}` : ''} "${(here.textContent ?? '').trim().slice(0, 40)}"`,
      ring: outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 3,
      onScreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < window.innerHeight,
      after:
        !before?.isConnected ||
        here === before ||
        (before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
      onward: !last || box.bottom > last.top || box.left >= last.right - 1,
      same: here === before,
    };
  });
}

export function sound(page: Page, stop: Stop): void {
  const where = `${new URL(page.url()).pathname}: ${stop.what}`;
  assert.ok(stop.ring, `no ring around ${where}`);
  assert.ok(stop.onScreen, `out of sight: ${where}`);
  assert.ok(stop.after, `against the order of the document: ${where}`);
  assert.ok(stop.onward, `against the order of reading: ${where}`);
}

/** Tab until a place is reached, each stop on the way being sound. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let count = 0; count < MANY_STOPS; count++) {
    await page.keyboard.press('Tab');
    const stop = await present(page);
    if (stop) sound(page, stop);
    if (await page.evaluate((css) => document.activeElement?.matches(css), selector)) return;
  }
  assert.fail(`${selector} cannot be reached on ${page.url()}`);
}
