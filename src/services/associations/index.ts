import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { Service } from '#platform/service.ts';
import { claimsTodo } from './actions/claims-todo.ts';
import { associationsApi } from './api.ts';
import { identifiersCheck, importRna, importSirene } from './commands.ts';
import type { AgrementType } from './domain/agrement.ts';
import { eligibilityApi } from './eligibility/api.ts';
import { attestationKind } from './eligibility/attestation-kind.ts';
import { decideCommand } from './eligibility/commands.ts';
import { followDecisionsJob } from './eligibility/jobs.ts';
import { eligibilityTexts } from './eligibility/messages/index.ts';
import { eligibilityTodo } from './eligibility/todo.ts';
import { eraseAssociationsPart } from './erase.ts';
import { claimsJob } from './jobs.ts';
import { claimTexts, texts } from './messages/index.ts';
import { REVIEWER_ROLES } from './policy.ts';
import {
  countAssociations,
  type Organisation,
  selectHolders,
  selectNames,
  selectOrganisation,
} from './queries/organisations.ts';
import { pages } from './routes.tsx';

export {
  type OrganisationRecord,
  organisationRecord,
  type Standing,
  standingOf,
} from './actions/record.ts';
export { type SearchResult, searchAssociations } from './actions/search.ts';
export { AGREMENT_TYPES, type AgrementType } from './domain/agrement.ts';
export { packIds, REASON_CODES, type ReasonCode, sentence } from './domain/eligibility/index.ts';
export { checkIdentifier } from './domain/identifiers.ts';
export { registerNumber } from './eligibility/attestation.ts';
export {
  type AttestationRefusal,
  attestationBehind,
  attestationFor,
  type CarriedAttestation,
  whyNotAttested,
} from './eligibility/attestation-for-order.ts';
export { type Entitlement, entitlementOf } from './eligibility/entitlement.ts';
export { type DecisionFigures, decisionFigures } from './eligibility/figures.ts';
export { loadRegister } from './import/load.ts';
export { rnaSource } from './import/rna-source.ts';
export type { Organisation, OrganisationKind } from './queries/organisations.ts';

export async function organisationById(
  ctx: Context,
  id: string,
): Promise<Organisation | undefined> {
  return isUuid(id) ? selectOrganisation(ctx.db, id) : undefined;
}

/** Names by id, for a list; ids of nobody are absent. */
export async function organisationNames(
  ctx: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter(isUuid);
  return known.length === 0 ? new Map() : selectNames(ctx.db, known);
}

/** Who holds this agrément de sécurité civile in a department (or nationally) on a date, theirs first. */
export async function holdersOfAgrement(
  ctx: Context,
  department: string,
  type: AgrementType,
  onDate: string,
): Promise<Organisation[]> {
  return selectHolders(ctx.db, department, type, onDate);
}

export const service: Service = {
  name: 'associations',
  migrations: { module: 'associations', folder: join(import.meta.dirname, 'migrations') },
  pages,
  api(api) {
    associationsApi(api);
    eligibilityApi(api);
  },
  commands: [importRna, importSirene, identifiersCheck, decideCommand],
  navigation: [
    {
      href: '/associations',
      section: 'associations',
      text: (lang) => texts(lang).title,
      access: 'public',
    },
    {
      href: '/review/claims',
      section: 'reviews',
      text: (lang) => claimTexts(lang).reviewNavigation,
      access: REVIEWER_ROLES,
      rank: 40,
    },
    {
      href: '/eligibility/queue',
      section: 'reviews',
      text: (lang) => eligibilityTexts(lang).queueNav,
      access: REVIEWER_ROLES,
      rank: 40,
    },
  ],
  jobs: [claimsJob, followDecisionsJob],
  credentials: [attestationKind],
  erase: eraseAssociationsPart,
  todo: async (...asked) => [...(await claimsTodo(...asked)), ...(await eligibilityTodo(...asked))],
  figures: async (ctx, lang) => {
    const value = await countAssociations(ctx.db);
    return [{ value, label: texts(lang).figure(value) }];
  },
};
