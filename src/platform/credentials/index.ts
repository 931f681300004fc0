import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { ErasedPerson } from '../erasure.ts';
import type { MergedPerson } from '../merging.ts';
import type { Service } from '../service.ts';
import { commands } from './commands.ts';
import { keysCheck } from './doctor.ts';
import type { NewCredential } from './issue.ts';
import { writeIssuerFile } from './issuer-file.ts';
import { SealError } from './keys/seal.ts';
import { credentialTexts } from './messages/index.ts';
import {
  eraseHolder,
  type Issued,
  inForce,
  moveHolder,
  revokeTwins,
  selectIssuedTo,
} from './queries.ts';
import { pages } from './routes.tsx';

export { certificatePdf } from './certificate-pdf.ts';
export { issuerName, verifyPath } from './document.ts';
export { shownCode } from './domain/code.ts';
export { engagementSubject, readEngagement } from './engagement.ts';
export type { JsonObject } from './formats/read.ts';
export {
  issue,
  type NewCredential,
  REPLACED,
  type RevokeRefusal,
  revoke,
  revokeAbout,
} from './issue.ts';
export { seal, unseal } from './keys/seal.ts';
export { type CredentialKind, onCredentialKind, type ShownCredential } from './kinds.ts';
export { type OwnCredential, ownCredential } from './own.ts';
export type { Issued } from './queries.ts';

/** Signs what people and associations can prove, and says on a public page what it is worth. */
export const service: Service = {
  name: 'credentials',
  migrations: { module: 'credentials', folder: join(import.meta.dirname, 'migrations') },
  commands,
  pages,
  impersonal: ['.well-known', 'credentials'],
  start: prepareKeys,
  doctor: [keysCheck],
  keeps: (_, lang) => [credentialTexts(lang).keeps],
  erase,
  merge,
};

/** What its holder has now about this. */
export async function credentialInForce(
  { db }: Context,
  which: Pick<NewCredential, 'kind' | 'about' | 'holder'>,
): Promise<Issued | undefined> {
  return inForce(db, which);
}

/** What somebody holds, the newest first, revoked ones too. */
export async function issuedTo({ db }: Context, holderId: string): Promise<readonly Issued[]> {
  return selectIssuedTo(db, holderId);
}

/** Keys that cannot be opened stop nothing but the issuing of new credentials. */
async function prepareKeys(ctx: Context) {
  try {
    await writeIssuerFile(ctx);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    ctx.log.error({ err: error }, 'issuer keys');
  }
  return { stop: async () => {} };
}

async function erase(tx: Context, { volunteerId, accountId }: ErasedPerson): Promise<void> {
  const ids = [volunteerId, accountId].filter((id) => id !== undefined);
  if (ids.length > 0) await eraseHolder(tx.db, ids, tx.clock.now());
}

async function merge(tx: Context, { from, into }: MergedPerson) {
  await revokeTwins(tx.db, from, into, tx.clock.now());
  return { credentials: await moveHolder(tx.db, from, into) };
}
