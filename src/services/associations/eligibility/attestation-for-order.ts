import type { Context } from '#platform/context.ts';
import { credentialInForce, ownCredential, REPLACED } from '#platform/credentials/index.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { issueAttestation } from './attestation.ts';
import { attestationOf, wasRevoked } from './attestation-kind.ts';
import { lockDecision, type StoredDecision, selectDecision } from './queries.ts';

export type AttestationRefusal =
  | 'attestation_revoked'
  /** What is kept is not what was signed: somebody changed it, or made it up. */
  | 'attestation_altered'
  | 'attestation_impossible';

/** Why an order under this decision could not carry its attestation; undefined: it can. */
export async function whyNotAttested(
  ctx: Context,
  decisionId: string,
): Promise<AttestationRefusal | undefined> {
  const decision = await selectDecision(ctx.db, decisionId);
  return decision ? refusalOf(ctx, decision) : 'attestation_impossible';
}

/**
 * The code of the attestation under which an association orders so many seats, in the caller's
 * transaction: the one in force, its signature checked anew, or one made now when it has none or one
 * for fewer seats. That the actor orders for the association is the caller's question.
 */
export async function attestationFor(
  tx: Context,
  decisionId: string,
  seats: number,
): Promise<Result<string, AttestationRefusal>> {
  const decision = await lockDecision(tx.db, decisionId);
  if (!decision) return refuse('attestation_impossible');
  const refusal = await refusalOf(tx, decision);
  if (refusal) return refuse(refusal);
  const held = await attestationOf(tx, decision);
  if (held && held.seats >= seats) return ok(held.issued.code);
  const issued = await issueAttestation(tx, decision, seats);
  return issued.ok ? ok(issued.value.code) : refuse('attestation_impossible');
}

async function refusalOf(
  ctx: Context,
  decision: StoredDecision,
): Promise<AttestationRefusal | undefined> {
  if (await wasRevoked(ctx, decision)) return 'attestation_revoked';
  const held = await attestationOf(ctx, decision);
  if (!held) return undefined;
  const proven = await ownCredential(ctx, held.issued.code);
  return proven?.state === 'valid' ? undefined : 'attestation_altered';
}

export interface CarriedAttestation {
  readonly code: string;
  readonly inForce: boolean;
}

/** What stands today behind the code that an order carries: itself, or the one that replaced it. */
export async function attestationBehind(ctx: Context, code: string): Promise<CarriedAttestation> {
  const carried = await ownCredential(ctx, code);
  const { issued } = carried ?? {};
  if (issued?.holder && issued.revokedReason === REPLACED) {
    const { kind, about, holder } = issued;
    const next = await credentialInForce(ctx, { kind, about, holder });
    if (next) return { code: next.code, inForce: await isValid(ctx, next.code) };
  }
  return { code, inForce: carried?.state === 'valid' };
}

async function isValid(ctx: Context, code: string): Promise<boolean> {
  return (await ownCredential(ctx, code))?.state === 'valid';
}
