import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { didDocument } from './keys/did.ts';
import { ISSUER, publicKeys, signingKey } from './keys/store.ts';

/** Our own DID document, where "renfort verify" finds it when no database runs. */
export const issuerFile = (config: Config) => join(config.dataDirectory, 'issuer.json');

export async function writeIssuerFile(ctx: Context): Promise<void> {
  const path = issuerFile(ctx.config);
  await mkdir(ctx.config.dataDirectory, { recursive: true });
  const document = await ownDidDocument(ctx);
  // A name of its own: several programs may start on one folder.
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, document);
  await rename(fresh, path);
}

/** What /.well-known/did.json says; the first keys are made when there are none. */
export async function ownDidDocument(ctx: Context): Promise<string> {
  for (const algorithm of ['ed25519', 'rs256'] as const) await signingKey(ctx, ISSUER, algorithm);
  return `${JSON.stringify(didDocument(ctx.config, await publicKeys(ctx, ISSUER)), null, 2)}\n`;
}
