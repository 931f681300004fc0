import { deflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { PNG_SIGNATURE, pngChunk } from './png.ts';

const PIXELS = 8;
/** In modules: what a camera needs around the code, and the frame around that. */
const QUIET = 4;
const FRAME = 2;
/** The tokens `--paper`, `--ink` and `--brand` of the light theme. */
const PALETTE = [0xfbfaf7, 0x16213a, 0x0b6e69];

/** The square to scan in a frame of the house's colour: an image for what has no face of its own. */
export function badgePng(url: string): Buffer {
  const { data, size } = encode(url, { ecc: 'M', border: QUIET });
  const whole = size + 2 * FRAME;
  const side = whole * PIXELS;
  // One byte of filter (none) before each line of one byte a pixel.
  const lines = Buffer.alloc(side * (side + 1));
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const row = data[Math.floor(y / PIXELS) - FRAME];
      const dark = row?.[Math.floor(x / PIXELS) - FRAME];
      lines[y * (side + 1) + 1 + x] = dark === undefined ? 2 : Number(dark);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // 8 bits, palette.
  head.set([8, 3], 8);
  const palette = Buffer.alloc(3 * PALETTE.length);
  for (const [i, colour] of PALETTE.entries()) palette.writeUIntBE(colour, 3 * i, 3);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', head),
    pngChunk('PLTE', palette),
    pngChunk('IDAT', deflateSync(lines, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export interface BadgeWords {
  readonly url: string;
  readonly title: string;
  readonly issuer: string;
}

const WIDTH = 480;
const HEIGHT = 600;
const CODE = 300;
const LETTERS_A_LINE = 26;
const LINE = 34;
const TITLE_MIDDLE = 114;

export function badgeSvg({ url, title, issuer }: BadgeWords): string {
  const { data, size } = encode(url, { ecc: 'M', border: 2 });
  const module = CODE / size;
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  const words = wrapped(title);
  const lines = words.map(
    (line, i) => `<tspan x="${WIDTH / 2}" dy="${i === 0 ? 0 : LINE}">${escaped(line)}</tspan>`,
  );
  const first = TITLE_MIDDLE - ((words.length - 1) * LINE) / 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">` +
    `<title>${escaped(title)}</title>` +
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="24" fill="#0b6e69"/>` +
    `<rect x="14" y="14" width="${WIDTH - 28}" height="${HEIGHT - 28}" rx="14" fill="#fbfaf7"/>` +
    `<text x="${WIDTH / 2}" y="${first}" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="28" fill="#16213a">${lines.join('')}</text>` +
    `<g transform="translate(${(WIDTH - CODE) / 2} 190) scale(${module})"><path fill="#16213a" d="${dark.join('')}"/></g>` +
    `<text x="${WIDTH / 2}" y="552" text-anchor="middle" font-family="system-ui,sans-serif" font-size="20" fill="#16213a">${escaped(issuer)}</text>` +
    '</svg>'
  );
}

/** At most three lines. */
function wrapped(text: string): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) as string;
    if (last !== '' && last.length + word.length >= LETTERS_A_LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`.trim();
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
