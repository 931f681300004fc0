import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { once } from '../kernel/once.ts';
import { FONTS, fontFile } from './fonts.ts';
import { hashedName } from './hashed-name.ts';

export interface Asset {
  readonly href: string;
  readonly mediaType: string;
  readonly body: Buffer;
  readonly brotli: () => Buffer | undefined;
  readonly gzip: () => Buffer | undefined;
}

const assets = new Map<string, Asset>();
const scripts: (() => string)[] = [];

/** Offers a file to browsers under an address that changes with its content; returns that address. */
export function asset(name: string, content: Uint8Array | string, mediaType: string): string {
  const body = Buffer.from(content);
  const file = hashedName(name, body);
  const href = `/assets/${file}`;
  const packed = !mediaType.startsWith('font/');
  assets.set(file, {
    href,
    mediaType,
    body,
    brotli: once(() => (packed ? brotliCompressSync(body) : undefined)),
    gzip: once(() => (packed ? gzipSync(body, { level: 9 }) : undefined)),
  });
  return href;
}

/**
 * Offers a browser script written in TypeScript, with what it imports, as one minified module, made
 * when its address is first asked for:
 * `const SCRIPT = script('live-board.js', new URL('./live-board.client.ts', import.meta.url))`.
 * The page puts it in `<script type="module" src={SCRIPT()} nonce={...}>`.
 */
export function script(name: string, source: URL): () => string {
  const made = bundle(source);
  const href = once(() => asset(name, made(), 'text/javascript; charset=utf-8'));
  scripts.push(href);
  return href;
}

/** The same as a text, for a script whose address must not change: a service worker. */
export function bundle(source: URL): () => Uint8Array<ArrayBuffer> {
  return once(() => {
    const { outputFiles } = buildSync({
      entryPoints: [source.pathname],
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      alias: { 'preact/jsx-runtime': new URL('dom-jsx.ts', import.meta.url).pathname },
      target: ['chrome109', 'firefox115', 'safari15.6'],
    });
    return new Uint8Array(outputFiles[0]!.contents);
  });
}

export function findAsset(file: string): Asset | undefined {
  const known = assets.get(file);
  if (known || scripts.length === 0) return known;
  // Of a page that was made before this process started.
  for (const href of scripts.splice(0)) href();
  return assets.get(file);
}

const own = (file: string) => readFileSync(new URL(file, import.meta.url));

for (const font of FONTS) asset(font.name, fontFile(font), 'font/woff2');

export const STYLESHEET = asset('renfort.css', own('renfort.gen.css'), 'text/css; charset=utf-8');
export const FAVICON = asset('favicon.svg', own('wordmark/favicon.svg'), 'image/svg+xml');
export const FONT_PRELOAD = `/assets/${hashedName(FONTS[0]!.name, fontFile(FONTS[0]!))}`;

/** Small enough to travel inside the page. */
export const PLAIN_CSS = own('plain.gen.css').toString('utf8');
