import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Font {
  readonly name: string;
  readonly weight: number;
}

export const FONTS: readonly Font[] = [
  { name: 'atkinson-400.woff2', weight: 400 },
  { name: 'atkinson-700.woff2', weight: 700 },
];

/** Atkinson Hyperlegible Next, Latin subset, from its npm package (SIL Open Font License 1.1). */
export function fontFile(font: Font): Buffer {
  const file = `atkinson-hyperlegible-next-latin-${font.weight}-normal.woff2`;
  const url = import.meta.resolve(`@fontsource/atkinson-hyperlegible-next/files/${file}`);
  return readFileSync(fileURLToPath(url));
}
