import type { Context } from '#platform/context.ts';
import { attestationBehind, type CarriedAttestation } from '#services/associations/index.ts';
import type { OrderLine } from '../queries/rows.ts';

/** What an order carries to prove that its buyer is entitled, as it stands today: one per programme. */
export async function attestationsOf(
  ctx: Context,
  lines: readonly OrderLine[],
): Promise<CarriedAttestation[]> {
  const codes = new Set(lines.flatMap(({ attestation }) => attestation ?? []));
  return Promise.all([...codes].map((code) => attestationBehind(ctx, code)));
}
