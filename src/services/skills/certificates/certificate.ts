import { type Context, transaction } from '#platform/context.ts';
import {
  certificatePdf,
  credentialInForce,
  type Issued,
  issue,
  issuedTo,
  issuerName,
  revokeAbout,
} from '#platform/credentials/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { spaceById } from '#services/spaces/index.ts';
import {
  type CertifiedResult,
  certifiedResult,
  FEWEST_ANSWERS,
} from '../domain/sessions/certified.ts';
import { texts } from '../messages/index.ts';
import { type CandidateRow, candidateOf } from '../queries/candidates.ts';
import { sessionById } from '../queries/sessions.ts';
import { CERTIFICATE, type CertificateFacts, certificateCredential } from './credential.ts';

/** What is certified of a candidate; `undefined` when there is no certificate. */
export function resultShown({ result, theta, se }: CandidateRow): CertifiedResult | undefined {
  if (result !== 'certified' || theta === null || se === null) return undefined;
  return certifiedResult({ theta, se, answers: FEWEST_ANSWERS });
}

async function factsOf(
  ctx: Context,
  candidate: CandidateRow,
  lang: Lang,
): Promise<CertificateFacts | undefined> {
  const result = resultShown(candidate);
  const session = await sessionById(ctx.db, candidate.sessionId);
  const space = session && (await spaceById(ctx, session.spaceId));
  const { name, accountId } = candidate;
  if (!result || !space || name === null || accountId === null) return undefined;
  const day = localDate(session.startsAt, space.timeZone);
  return { lang, candidateId: candidate.id, accountId, name, space: space.name, day, result };
}

/** Signs it when it is not signed yet, in this language. */
export async function issueCertificate(
  ctx: Context,
  candidate: CandidateRow,
  lang: Lang,
): Promise<Issued | undefined> {
  const facts = await factsOf(ctx, candidate, lang);
  return facts && transaction(ctx, (tx) => issue(tx, certificateCredential(facts)));
}

/** In both languages, for good. */
export async function revokeCertificates(
  tx: Context,
  actor: Actor,
  { id, accountId }: CandidateRow,
  reason: string,
): Promise<void> {
  if (accountId === null) return;
  for (const lang of ['fr', 'en']) {
    const which = {
      kind: CERTIFICATE,
      about: `${id} ${lang}`,
      holder: { kind: 'person', id: accountId },
    } as const;
    if (await credentialInForce(tx, which)) await revokeAbout(tx, actor, which, reason);
  }
}

/** The sheet of paper of one's own certificate. */
export async function certificateSheet(
  ctx: Context,
  accountId: string,
  sessionId: string,
  lang: Lang,
): Promise<Buffer | undefined> {
  const candidate = await candidateOf(ctx.db, sessionId, { accountId });
  const facts = candidate && (await factsOf(ctx, candidate, lang));
  const issued = candidate && facts && (await issueCertificate(ctx, candidate, lang));
  if (!issued) return undefined;
  const m = texts(lang).certificate;
  const { result, space, day, name } = facts;
  return certificatePdf(ctx, {
    lang,
    title: m.title,
    author: issuerName(ctx.config),
    before: [m.says(issuerName(ctx.config))],
    holder: name,
    after: [m.measured(space, m.date(day))],
    table: {
      columns: [{ label: m.level }, { label: m.interval, wide: 2 }],
      rows: [[m.levelWords(result.level), m.intervalWords(result.from, result.to)]],
    },
    closing: [m.about, m.purpose],
    issued,
  });
}

/** Certificates of somebody that are in force, one in each language that was asked for. */
export async function certificatesHeld(
  ctx: Context,
  accountId: string,
): Promise<readonly Issued[]> {
  const all = await issuedTo(ctx, accountId);
  return all.filter(({ kind, revokedAt }) => kind === CERTIFICATE && !revokedAt);
}
