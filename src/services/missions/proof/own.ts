import type { Context } from '#platform/context.ts';
import { credentialInForce } from '#platform/credentials/index.ts';
import type { Application } from '../queries/applications.ts';
import { certificatesAbout } from './credential.ts';

/** Codes of the certificates that the volunteer asked for and that are in force. */
export async function certificateCodes(
  ctx: Context,
  application: Application,
): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const which of certificatesAbout(application)) {
    const issued = await credentialInForce(ctx, which);
    if (issued) codes.push(issued.code);
  }
  return codes;
}
