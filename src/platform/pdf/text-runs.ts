import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/*
 * The typeface of the site, in two files: common letters, and the other Latin ones (ł, č, ő).
 * The .woff files: the composed letters of the .woff2 ones cannot be cut out by fontkit.
 */
const FILES = {
  regular: 'latin-400',
  bold: 'latin-700',
  regularExt: 'latin-ext-400',
  boldExt: 'latin-ext-700',
} as const;

export type FontName = keyof typeof FILES;

let files: Readonly<Record<FontName, Buffer>> | undefined;

export function fontFiles(): Readonly<Record<FontName, Buffer>> {
  files ??= Object.fromEntries(
    Object.entries(FILES).map(([name, file]) => {
      const path = `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${file}-normal.woff`;
      return [name, readFileSync(fileURLToPath(import.meta.resolve(path)))];
    }),
  ) as Record<FontName, Buffer>;
  return files;
}

export interface TextRun {
  readonly font: 'latin' | 'ext';
  readonly text: string;
}

const COMMON =
  /[\n -~\u00A0-\u00FF\u0131\u0152\u0153\u2013\u2014\u2018-\u201E\u2020\u2022\u2026\u2039\u203A\u20AC\u2122\u2212]/;
const EXTENDED = /[\u0100-\u017F\u0218-\u021B\u1E80-\u1E85\u1EA0-\u1EF9]/;

/** Cuts a text where its letters change files; what neither has becomes a question mark. */
export function textRuns(text: string): readonly TextRun[] {
  const runs: { font: 'latin' | 'ext'; text: string }[] = [];
  for (const letter of text.normalize('NFC').replace(/[\u2000-\u200A\u202F]/g, '\u00A0')) {
    const font = EXTENDED.test(letter) && !COMMON.test(letter) ? 'ext' : 'latin';
    const shown = COMMON.test(letter) || EXTENDED.test(letter) ? letter : '?';
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ font, text: shown });
  }
  return runs.length > 0 ? runs : [{ font: 'latin', text: ' ' }];
}
