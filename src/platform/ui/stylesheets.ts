import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { ROOT } from '../config.ts';
import { FONTS, fontFile } from './fonts.ts';
import { hashedName } from './hashed-name.ts';

const UI = join(ROOT, 'src/platform/ui');

// Older phones still open the reply page of a crisis.
const BROWSERS = ['chrome109', 'firefox115', 'safari15.6'];

/** The files that `npm run css` writes; a development tool, never called while serving. */
export async function buildStylesheets(): Promise<Record<string, string>> {
  const parts = globSync('*/*.css', { cwd: UI })
    .filter((file) => !file.startsWith('base/') && !file.startsWith('plain/'))
    .sort();
  const views = globSync('src/{home,services/*}/views/*.css', { cwd: ROOT }).sort();
  const full = [
    ownCss('tokens.css'),
    fontFaces(),
    ownCss('base/base.css'),
    await govukCss(),
    ...parts.map(ownCss),
    ...views.map((file) => readFileSync(join(ROOT, file), 'utf8')),
  ];
  const plain = [ownCss('tokens.css'), ownCss('plain/plain.css')];
  return {
    'renfort.gen.css': await minified(full),
    'plain.gen.css': await minified(plain),
  };
}

function ownCss(file: string): string {
  return readFileSync(join(UI, file), 'utf8');
}

async function minified(parts: readonly string[]): Promise<string> {
  const { code } = await transform(parts.join('\n'), {
    loader: 'css',
    minify: true,
    target: BROWSERS,
  });
  return code;
}

function fontFaces(): string {
  return FONTS.map(
    (font) => `@font-face {
      font-family: "Atkinson Hyperlegible Next";
      font-style: normal;
      font-weight: ${font.weight};
      font-display: swap;
      src: url("${hashedName(font.name, fontFile(font))}") format("woff2");
    }`,
  ).join('\n');
}

// The colours govuk-frontend writes as var(--govuk-..., fallback), and the few it writes outright.
const COLOURS: Readonly<Record<string, string>> = {
  'var(--govuk-border-colour, #cecece)': 'var(--line)',
  'var(--govuk-error-colour, #ca3535)': 'var(--crisis)',
  'var(--govuk-focus-colour, #ffdd00)': 'var(--focus)',
  'var(--govuk-focus-text-colour, #0b0c0c)': 'var(--ink)',
  'var(--govuk-input-border-colour, #0b0c0c)': 'var(--control)',
  'var(--govuk-inverse-text-colour, #ffffff)': 'var(--on-brand)',
  'var(--govuk-link-colour, #1a65a6)': 'var(--brand)',
  'var(--govuk-link-hover-colour, #0f385c)': 'var(--brand-strong)',
  'var(--govuk-secondary-text-colour, #484949)': 'var(--ink-soft)',
  'var(--govuk-text-colour, #0b0c0c)': 'var(--ink)',
  '#f3f3f3': 'var(--sunken)',
  '#651b1b': 'var(--crisis-strong)',
  '#ffffff': 'var(--surface)',
};

/** The base compiled by sass, in our colours and without its focus style: ours is in base.css. */
async function govukCss(): Promise<string> {
  const { compile } = await import('sass');
  const { css } = compile(join(UI, 'govuk.scss'), { loadPaths: [join(ROOT, 'node_modules')] });
  let ours = css;
  for (const [theirs, token] of Object.entries(COLOURS)) ours = ours.replaceAll(theirs, token);
  const left = ours.match(/var\(--govuk-[^)]*\)|#[0-9a-f]{3,6}\b/);
  if (left) throw new Error(`A colour of govuk-frontend has no token: ${left[0]}`);
  return ours.replace(/(^|[{}])([^{}]*:focus[^{}]*)\{[^{}]*\}/g, '$1');
}
