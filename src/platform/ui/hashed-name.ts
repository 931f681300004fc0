import { createHash } from 'node:crypto';

/** `renfort.css` -> `renfort.3f2a9c51d0.css`: the name changes with the content, so it can be cached for ever. */
export function hashedName(name: string, content: Uint8Array | string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  return name.replace(/(\.\w+)$/, `.${hash}$1`);
}
