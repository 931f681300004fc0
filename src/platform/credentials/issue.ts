import { recordAudit } from '../audit/index.ts';
import { type Context, transaction } from '../context.ts';
import type { Actor } from '../kernel/actor.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  hashOf,
  randomIndices,
  type Statement,
  type StatusEntry,
  unsignedCredential,
} from './document.ts';
import { CODE_BYTES, codeFrom } from './domain/code.ts';
import { signerNames } from './keys/did.ts';
import { ISSUER, signingKey } from './keys/store.ts';
import { kindNamed } from './kinds.ts';
import { signDocument } from './proof/data-integrity.ts';
import {
  currentList,
  firstFree,
  type Issued,
  inForce,
  insertIssued,
  issuedByCode,
  openList,
  setRevoked,
} from './queries.ts';

export interface NewCredential extends Statement {
  /** A kind that a service registered. */
  readonly kind: string;
  /** What it is about, in the words of the service: an id. One is in force per holder. */
  readonly about: string;
  readonly holder: { readonly kind: 'person' | 'organisation'; readonly id: string };
  /** Now, when left out. */
  readonly validFrom?: Date;
  readonly validUntil?: Date;
}

/** Why a credential was revoked whose facts have changed: the next one says the new ones. */
export const REPLACED = 'replaced';

/** So many places of a list taken in a row: it is about half full, and the next one is opened. */
const DRAWS = 8;

/**
 * Signs and keeps a credential, in the caller's transaction. The one in force is given back while it
 * says the same; when the facts have changed it is revoked and replaced.
 */
export async function issue(tx: Context, input: NewCredential): Promise<Issued> {
  if (!tx.db.isTransaction) throw new Error('issue runs in a transaction');
  const kind = kindNamed(input.kind);
  const { name, description = null, subject } = input;
  const factsHash = hashOf({ name, description, subject });
  for (;;) {
    const before = await inForce(tx.db, input);
    if (before?.factsHash.equals(factsHash)) return before;
    const now = tx.clock.now();
    if (before) await setRevoked(tx.db, before.code, now, REPLACED);
    const key = await signingKey(tx, ISSUER, 'ed25519');
    const { issuer, verificationMethod } = signerNames(tx.config, key);
    const code = codeFrom(tx.random.bytes(CODE_BYTES));
    const status = await freeEntry(tx);
    const { validFrom = now, validUntil } = input;
    const unsigned = unsignedCredential(tx.config, kind, input, {
      code,
      issuer,
      status,
      validFrom,
      validUntil,
    });
    const { privateKey } = key;
    const signed = await signDocument(unsigned, { verificationMethod, privateKey, at: now });
    const document = `${JSON.stringify(signed, null, 2)}\n`;
    const kept = await insertIssued(tx.db, {
      code,
      kind: input.kind,
      about: input.about,
      holder: input.holder,
      document,
      documentHash: hashOf(document),
      factsHash,
      status,
      issuedAt: now,
      validFrom: new Date(unsigned.validFrom),
      validUntil: unsigned.validUntil === undefined ? null : new Date(unsigned.validUntil),
    });
    // Somebody else took the place in the list, or issued the same at the same moment.
    if (!kept) continue;
    await recordAudit(
      tx,
      { kind: 'system', name: 'credentials' },
      {
        action: 'credential.issued',
        subject: { kind: input.holder.kind, id: input.holder.id },
        detail: { kind: input.kind, list: status.list, index: status.index },
      },
    );
    return kept;
  }
}

async function freeEntry(tx: Context): Promise<StatusEntry> {
  let list = await currentList(tx.db);
  for (;;) {
    if (list > 0) {
      const drawn = randomIndices(DRAWS, (length) => tx.random.bytes(length));
      const index = await firstFree(tx.db, list, drawn);
      if (index !== undefined) return { list, index };
    }
    list += 1;
    await openList(tx.db, list, tx.clock.now());
  }
}

export type RevokeRefusal = 'not_found' | 'already_revoked' | 'reason_missing';

/** For good. `reason` is kept and shown to staff, never on the public page. */
export async function revoke(
  ctx: Context,
  actor: Actor,
  code: string,
  reason: string,
): Promise<Result<undefined, RevokeRefusal>> {
  if (reason.trim() === '') return refuse('reason_missing');
  return transaction(ctx, async (tx) => {
    const issued = await issuedByCode(tx.db, code);
    if (!issued) return refuse('not_found');
    if (!(await setRevoked(tx.db, code, tx.clock.now(), reason.trim())))
      return refuse('already_revoked');
    await recordAudit(tx, actor, {
      action: 'credential.revoked',
      subject: { kind: issued.holder?.kind ?? 'credential', id: issued.holder?.id ?? '' },
      detail: { kind: issued.kind, list: issued.status.list, index: issued.status.index },
    });
    return ok();
  });
}

/** Revokes what this holder has in force about this, when there is something. */
export async function revokeAbout(
  tx: Context,
  actor: Actor,
  which: Pick<NewCredential, 'kind' | 'about' | 'holder'>,
  reason: string,
): Promise<Result<undefined, RevokeRefusal>> {
  const issued = await inForce(tx.db, which);
  return issued ? revoke(tx, actor, issued.code, reason) : refuse('not_found');
}
