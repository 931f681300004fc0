import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import type { Capabilities } from '../domain/capabilities.ts';
import { capabilitiesByIds } from '../queries/capabilities.ts';
import { type Reachable, reachableByIds } from '../queries/reach.ts';
import { holderOf } from '../queries/register.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { UNREGULATED_KINDS } from '../search/criteria.ts';
import { keyHash } from './keys.ts';
import { ownVolunteer } from './own-record.ts';

export type { Reachable } from '../queries/reach.ts';

/** Name, language, verified and working contacts, by id; for another service's messages and rosters. */
export async function peopleByIds(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Reachable>> {
  return reachableByIds(ctx.db, ids);
}

/** What these people can do and bring, by id; for another service that shares them out. */
export async function capabilitiesOf(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Capabilities>> {
  return capabilitiesByIds(ctx.db, ids, UNREGULATED_KINDS);
}

/** Who holds a verified number (E.164); for an answer that arrives by SMS. */
export async function volunteerByPhone(
  ctx: Context,
  phone: string,
): Promise<VolunteerId | undefined> {
  return holderOf(ctx.db, 'phone', keyHash('phone', phone));
}

/** The volunteer behind whoever is signed in. */
export async function volunteerIdOf(ctx: Context, actor: Actor): Promise<VolunteerId | undefined> {
  return (await ownVolunteer(ctx, actor))?.id;
}
