import type { Source } from './source.ts';

/** What a person should look at before going on: each has its sentence in messages/. */
export const SOURCE_WARNINGS = [
  'windows_1252',
  'encoded_twice',
  'one_column',
  'no_titles',
  'same_title',
] as const;
export type SourceWarning = (typeof SOURCE_WARNINGS)[number];

export function warningsOf(
  source: Source,
  samples: readonly (readonly string[])[],
): SourceWarning[] {
  const { headers } = source;
  const cells = [...headers, ...samples.flat()];
  const titles = headers.filter((title) => title !== '').map((title) => title.toLowerCase());
  const found: Readonly<Record<SourceWarning, boolean>> = {
    windows_1252: source.encoding === 'windows-1252',
    // UTF-8 that a program read as windows-1252 and saved again: "LÃ©a".
    encoded_twice: cells.some((cell) => /Ã[\u0080-\u00bf\u0152-\u2122]/.test(cell)),
    one_column: headers.length === 1,
    no_titles: headers.some((title) => /@|\d{6,}/.test(title)),
    same_title: new Set(titles).size < titles.length,
  };
  return SOURCE_WARNINGS.filter((warning) => found[warning]);
}
