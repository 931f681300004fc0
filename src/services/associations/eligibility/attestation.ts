import { type Context, transaction } from '#platform/context.ts';
import { certificatePdf, type Issued, issue, issuerName } from '#platform/credentials/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDays, DEFAULT_TIME_ZONE, instantOf } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { type OrganisationRecord, organisationRecord } from '../actions/record.ts';
import { countsAsEligible } from '../domain/eligibility/life.ts';
import { isOwn } from './actions.ts';
import { attestationAbout, attestationKind, wasRevoked } from './attestation-kind.ts';
import { attestationTexts } from './messages/index.ts';
import { lockDecision, type StoredDecision } from './queries.ts';

export const MOST_SEATS = 10_000;

export type AttestError = 'not_found' | 'not_eligible' | 'not_in_register' | 'attestation_revoked';

/** For whoever asked, or acts for the association. Another number of seats replaces the attestation. */
export async function attest(
  ctx: Context,
  actor: Actor,
  id: string,
  seats: number,
): Promise<Result<Issued, AttestError>> {
  return transaction(ctx, async (tx): Promise<Result<Issued, AttestError>> => {
    const decision = isUuid(id) ? await lockDecision(tx.db, id) : undefined;
    if (!decision || !isOwn(actor, decision)) return refuse('not_found');
    return issueAttestation(tx, decision, seats);
  });
}

/** For a decision that the caller has locked. What was revoked for a reason is not made again. */
export async function issueAttestation(
  tx: Context,
  decision: StoredDecision,
  seats: number,
): Promise<Result<Issued, Exclude<AttestError, 'not_found'>>> {
  const { expiresOn, pack, version, organisationId } = decision;
  if (!countsAsEligible(decision.state) || expiresOn === null) return refuse('not_eligible');
  if (await wasRevoked(tx, decision)) return refuse('attestation_revoked');
  const record = await organisationRecord(tx, organisationId);
  if (!record) return refuse('not_in_register');
  return ok(
    await issue(tx, {
      ...attestationAbout(decision),
      name: attestationTexts('fr').title,
      subject: {
        type: 'Association',
        name: record.facts.name,
        registerNumber: registerNumber(record.facts),
        programme: pack,
        rulesVersion: version,
        seats: String(seats),
      },
      validUntil: instantOf(addDays(expiresOn, 1), 0),
    }),
  );
}

/** The number by which an association is known, the national one first; empty when it has none. */
export function registerNumber({
  rna,
  siren,
  legacyNumber,
  localRegister,
}: OrganisationRecord['facts']): string {
  return rna ?? siren ?? legacyNumber ?? localRegister ?? '';
}

/** On paper, the same facts. */
export async function attestationPdf(ctx: Context, lang: Lang, issued: Issued): Promise<Buffer> {
  const m = attestationTexts(lang);
  const author = issuerName(ctx.config);
  const document = JSON.parse(issued.document ?? '{}');
  const [holder, ...facts] = attestationKind.show(document, lang).facts;
  const day = (date: Date) => writtenTime(lang, date, DEFAULT_TIME_ZONE, 'date');
  return certificatePdf(ctx, {
    lang,
    title: m.title,
    author,
    before: [m.says(author)],
    holder: holder?.value ?? '',
    after: [m.entitled],
    table: {
      columns: [{ label: m.what }, { label: m.value, wide: 2 }],
      rows: [
        ...facts.map(({ label, value }) => [label, value]),
        [m.from, day(issued.validFrom)],
        ...(issued.validUntil ? [[m.until, day(new Date(issued.validUntil.getTime() - 1))]] : []),
      ],
    },
    closing: [],
    issued,
  });
}
