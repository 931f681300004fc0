import { type AuditEvent, recordAudit } from '#platform/audit/index.ts';
import {
  accountForEmail,
  giveRole,
  holdersOfOrganisation,
  takeRole,
} from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { notify } from '#platform/messaging/index.ts';
import {
  authorisationState,
  mayWithdraw,
  type NewAuthorisationError,
  whyNotGiven,
} from '../domain/authorisation.ts';
import { DISTRIBUTOR, type DistributorEvent } from '../domain/distributor.ts';
import { distributorTexts } from '../messages/distributors/index.ts';
import { administersOffers, DISTRIBUTOR_ROLES } from '../policy.ts';
import {
  authorisationsOf,
  insertAuthorisation,
  insertDistributor,
  lockDistributor,
  setDistributorState,
  setWithdrawn,
} from '../queries/distributors.ts';
import { productBySlug } from '../queries/products.ts';
import type { Distributor } from '../queries/rows.ts';

/** Adds a distributor; it sells nothing until it is authorised. Returns its id. */
export async function createDistributor(
  ctx: Context,
  actor: Actor,
  facts: Pick<Distributor, 'name' | 'siren' | 'email' | 'website'>,
): Promise<Result<string, 'not_allowed'>> {
  if (!administersOffers(actor)) return refuse('not_allowed');
  return transaction(ctx, async (tx) => {
    const id = tx.ids.next<'distributor'>();
    await insertDistributor(
      tx.db,
      { ...facts, id, state: 'active', source: 'entered' },
      tx.clock.now(),
    );
    await audit(tx, actor, id, 'distributor.created', { name: facts.name });
    return ok(id);
  });
}

/** The only way the state of a distributor changes. */
export async function moveDistributor(
  ctx: Context,
  actor: Actor,
  id: string,
  event: DistributorEvent,
): Promise<Result<undefined, 'not_found' | 'transition_not_allowed'>> {
  return administering(ctx, actor, id, async (tx, { state }) => {
    const next = transition(DISTRIBUTOR, state, event);
    if (!next.ok) return next;
    await setDistributorState(tx.db, id, next.value);
    await audit(tx, actor, id, `distributor.${event}`);
    return ok();
  });
}

export interface NewAuthorisation {
  readonly slug: string;
  /** Empty: the whole country. */
  readonly departments: readonly string[];
  readonly validFrom: DateString;
  readonly validUntil: DateString;
}

/** Lets a distributor sell a product somewhere, from a day to another. */
export async function authorise(
  ctx: Context,
  actor: Actor,
  id: string,
  { slug, ...asked }: NewAuthorisation,
): Promise<Result<undefined, 'not_found' | 'product_unknown' | NewAuthorisationError>> {
  return administering(ctx, actor, id, async (tx) => {
    const product = await productBySlug(tx.db, slug);
    if (product?.state !== 'listed' || product.libre) return refuse('product_unknown');
    const now = tx.clock.now();
    const error = whyNotGiven(asked, localDate(now));
    if (error) return refuse(error);
    await insertAuthorisation(
      tx.db,
      {
        ...asked,
        distributorId: id,
        id: tx.ids.next<'authorisation'>(),
        productId: product.id,
        withdrawnOn: null,
      },
      now,
    );
    await audit(tx, actor, id, 'distributor.authorised', { product: slug, ...asked });
    return ok();
  });
}

/** Ends an authorisation today; orders under way are served. */
export async function withdrawAuthorisation(
  ctx: Context,
  actor: Actor,
  id: string,
  authorisationId: string,
): Promise<Result<undefined, 'not_found' | 'transition_not_allowed'>> {
  return administering(ctx, actor, id, async (tx) => {
    const today = localDate(tx.clock.now());
    const held = (await authorisationsOf(tx.db, id)).find((one) => one.id === authorisationId);
    if (!held) return refuse('not_found');
    if (!mayWithdraw(authorisationState(held, today))) return refuse('transition_not_allowed');
    await setWithdrawn(tx.db, held, today);
    await audit(tx, actor, id, 'distributor.authorisation_withdrawn', {
      product: held.productName,
    });
    return ok();
  });
}

/** Gives somebody the role of agent, and writes to them how to sign in. */
export async function inviteAgent(
  ctx: Context,
  actor: Actor,
  id: string,
  person: { readonly email: string; readonly lang: Lang },
): Promise<Result<undefined, 'not_found'>> {
  return administering(ctx, actor, id, async (tx, { name }) => {
    const { account } = await accountForEmail(tx, person.email, person.lang);
    const scope = { kind: 'organisation', id } as const;
    const grant = await giveRole(tx, actor, account.id, { role: 'distributor_agent', scope });
    const m = distributorTexts(account.lang);
    await notify(tx, {
      channel: 'email',
      recipient: person.email,
      purpose: 'account',
      key: `distributor-agent:${grant}`,
      lang: account.lang,
      subject: m.invitedSubject(name),
      text: m.invitedText(name, `${tx.config.publicUrl}/orders`),
    });
    await audit(tx, actor, id, 'distributor.agent_invited');
    return ok();
  });
}

export async function removeAgent(
  ctx: Context,
  actor: Actor,
  id: string,
  grantId: string,
): Promise<Result<undefined, 'not_found'>> {
  return administering(ctx, actor, id, async (tx) => {
    const agents = await holdersOfOrganisation(tx.db, id, DISTRIBUTOR_ROLES, tx.clock.now());
    const agent = agents.find((one) => one.grantId === grantId);
    if (!agent || !(await takeRole(tx, actor, agent.accountId, grantId)))
      return refuse('not_found');
    await audit(tx, actor, id, 'distributor.agent_removed');
    return ok();
  });
}

/** Whoever does not administer the offers finds no distributor to change. */
async function administering<E extends string>(
  ctx: Context,
  actor: Actor,
  id: string,
  change: (tx: Context, distributor: Distributor) => Promise<Result<undefined, E>>,
): Promise<Result<undefined, E | 'not_found'>> {
  if (!administersOffers(actor)) return refuse('not_found');
  return transaction(ctx, async (tx): Promise<Result<undefined, E | 'not_found'>> => {
    const distributor = await lockDistributor(tx.db, id);
    return distributor ? change(tx, distributor) : refuse('not_found');
  });
}

async function audit(
  tx: Context,
  actor: Actor,
  id: string,
  action: string,
  detail: AuditEvent['detail'] = {},
): Promise<void> {
  await recordAudit(tx, actor, { action, subject: { kind: 'distributor', id }, detail });
}
