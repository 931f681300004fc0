import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { LANGS, type Lang } from '#platform/i18n/index.ts';
import { listenOn } from '#test/harness/app.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { AXE, seriousProblems } from './axe.ts';

/** Who asks: a client of the test application. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

interface Way {
  /** Pixels. */
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

export interface PageChecker {
  /** Fails with everything that is wrong with these pages: both languages, phone and desk, light and dark. */
  checkEverywhere(...paths: readonly string[]): Promise<void>;
}

/** The four ways that together cover both languages, both widths and both schemes twice. */
const EVERYWHERE: Readonly<Record<Lang, readonly Way[]>> = {
  fr: [
    { width: 360, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ],
  en: [
    { width: 1280, scheme: 'light' },
    { width: 360, scheme: 'dark' },
  ],
};

const NARROWEST = 320;

type After = Pick<TestContext, 'after'>;

const browsers = new WeakMap<After, Promise<Browser>>();

const loader = new StaticConfigLoader({
  extends: ['html-validate:recommended'],
  rules: {
    // Rows drawn as cards need their table roles said again (table.tsx).
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'long-title': 'off',
    // How Preact writes, not what it says.
    'no-raw-characters': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
  },
});
const rules = await loader.getConfigFor('page.html');
// The loader would read its rules again for each page.
loader.getConfigFor = () => rules;
const validator = new HtmlValidate(loader);

/**
 * Opens pages of the application in a real browser as `visitor` sees them, and checks what every page
 * must hold: valid HTML, one h1, the language, no horizontal scroll down to 320 pixels nor with text
 * twice as large, nothing serious for axe, no error in the console.
 */
export async function pageChecker(t: After, visitor: Visitor): Promise<PageChecker> {
  const browser = await browserOf(t);
  // Colours in motion are those of neither scheme.
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await context.addInitScript(AXE);
  const page = await context.newPage();
  let problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  const address = await serveTo(t, () => visitor);

  /** The page is opened once for each language; what depends on the screen is looked at on each. */
  async function check(path: string, lang: Lang): Promise<string[]> {
    problems = [];
    const response = await page.goto(
      `${address}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`,
    );
    const found = [
      ...(await htmlProblems((await response?.text()) ?? '')),
      ...(await outlineProblems(page, lang)),
      ...(await scrollProblems(page)),
    ];
    for (const { width, scheme } of EVERYWHERE[lang]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      const serious = await seriousProblems(page);
      found.push(...serious.map((problem) => `${problem} (${width} px, ${scheme})`));
    }
    return [...found, ...problems].map((problem) => `${path} (${lang}): ${problem}`);
  }

  return {
    async checkEverywhere(...paths) {
      const wrong: string[] = [];
      for (const path of paths) for (const lang of LANGS) wrong.push(...(await check(path, lang)));
      assert.ok(wrong.length === 0, wrong.join('\n'));
    },
  };
}

/** What keeps people with a small screen out, of pages that need no other check. */
export async function pageOpener(t: After) {
  const browser = await browserOf(t);
  const context = await browser.newContext({ viewport: { width: NARROWEST, height: 800 } });
  const page = await context.newPage();
  let visitor: Visitor | undefined;
  const address = await serveTo(t, () => visitor as Visitor);
  return {
    /** Sideways scroll and buttons too small for a thumb, at 320 pixels. */
    async narrowProblems(path: string, who: Visitor): Promise<string[]> {
      visitor = who;
      await page.goto(address + path);
      return [...(await tooWide(page, `at ${NARROWEST} px`)), ...(await tooSmall(page))];
    },
  };
}

/** One browser for all who look during a test. */
function browserOf(t: After): Promise<Browser> {
  let browser = browsers.get(t);
  if (!browser) {
    browser = launchBrowser();
    browsers.set(t, browser);
    t.after(async () => (await browser)?.close());
  }
  return browser as Promise<Browser>;
}

/** An address where the application answers as it does to `visitor`, whoever asks. */
function serveTo(t: After, visitor: () => Visitor): Promise<string> {
  return listenOn(t, {
    fetch(request) {
      const { pathname, search } = new URL(request.url);
      return visitor().get(pathname + search);
    },
  });
}

async function htmlProblems(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map((m) => `html ${m.line}:${m.column} ${m.message} (${m.ruleId})`),
  );
}

async function outlineProblems(page: Page, lang: Lang): Promise<string[]> {
  const found = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    h1: document.querySelectorAll('h1').length,
  }));
  return [
    found.lang === lang ? '' : `the language is ${found.lang}`,
    found.h1 === 1 ? '' : `${found.h1} h1`,
    found.title.trim() === '' ? 'no title' : '',
  ].filter(Boolean);
}

async function scrollProblems(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: NARROWEST, height: 800 });
  const narrow = await tooWide(page, `at ${NARROWEST} px`);
  await page.setViewportSize({ width: 2 * NARROWEST, height: 800 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const large = await tooWide(page, 'with text at 200 %');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
  return [...narrow, ...large];
}

/** A thumb needs 44 pixels; links inside a sentence are as high as their line. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const controls =
      'button, .govuk-button, select, textarea, summary, input:not([type="hidden"], [type="checkbox"], [type="radio"])';
    return [...document.querySelectorAll(controls)]
      .map((element) => ({ element, height: element.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < least)
      .map(
        ({ element, height }) =>
          `${Math.round(height)} px high: ${element.outerHTML.slice(0, 120)}`,
      );
  }, 44);
}

async function tooWide(page: Page, when: string): Promise<string[]> {
  return page.evaluate((words) => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    const widest = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > limit + 1)
      .slice(-3)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')}`);
    return [`scrolls sideways ${words}: ${widest.join(', ')}`];
  }, when);
}
