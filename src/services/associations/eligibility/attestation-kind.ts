import type { Context } from '#platform/context.ts';
import {
  type CredentialKind,
  credentialInForce,
  type Issued,
  issuedTo,
  REPLACED,
  revokeAbout,
} from '#platform/credentials/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { packVersion } from '../domain/eligibility/index.ts';
import { attestationTexts } from './messages/index.ts';
import type { StoredDecision } from './queries.ts';

const KIND = 'associations.eligibility';
const WORDS = 'urn:renfort:eligibility#';

/** What a distributor may know: who, for which programme, how many seats, until when. */
export const attestationKind: CredentialKind = {
  name: KIND,
  profile: 'plain',
  type: 'EligibilityAttestation',
  context: {
    '@protected': true,
    EligibilityAttestation: `${WORDS}EligibilityAttestation`,
    Association: `${WORDS}Association`,
    registerNumber: `${WORDS}registerNumber`,
    programme: `${WORDS}programme`,
    rulesVersion: `${WORDS}rulesVersion`,
    seats: `${WORDS}seats`,
  },
  show(document, lang) {
    const m = attestationTexts(lang);
    const { name, registerNumber, programme, rulesVersion, seats } = Object(
      document.credentialSubject,
    );
    return {
      title: m.title,
      facts: [
        { label: m.holder, value: String(name) },
        { label: m.number, value: String(registerNumber) },
        {
          label: m.programme,
          value: programmeTitle(lang, String(programme), String(rulesVersion)),
        },
        { label: m.seats, value: String(seats) },
      ],
    };
  },
};

function programmeTitle(lang: Lang, pack: string, version: string): string {
  const title = packVersion(pack, version)?.title[lang] ?? pack;
  return `${title} (${version})`;
}

/** One attestation per decision. */
export const attestationAbout = ({
  id,
  organisationId,
}: Pick<StoredDecision, 'id' | 'organisationId'>) => ({
  kind: KIND,
  about: id,
  holder: { kind: 'organisation', id: organisationId } as const,
});

export interface HeldAttestation {
  readonly issued: Issued;
  readonly seats: number;
}

/** The one in force. */
export async function attestationOf(
  ctx: Context,
  decision: StoredDecision,
): Promise<HeldAttestation | undefined> {
  const issued = await credentialInForce(ctx, attestationAbout(decision));
  if (!issued?.document) return undefined;
  return { issued, seats: Number(JSON.parse(issued.document).credentialSubject.seats) };
}

/** Somebody revoked it, and not because another took its place. */
export async function wasRevoked(ctx: Context, decision: StoredDecision): Promise<boolean> {
  const { kind, about, holder } = attestationAbout(decision);
  return (await issuedTo(ctx, holder.id)).some(
    (one) =>
      one.kind === kind &&
      one.about === about &&
      one.revokedAt !== null &&
      one.revokedReason !== REPLACED,
  );
}

/** With the decision goes what proves it. */
export async function withdrawAttestation(
  tx: Context,
  actor: Actor,
  decision: StoredDecision,
  reason: string,
): Promise<void> {
  await revokeAbout(tx, actor, attestationAbout(decision), reason);
}
