import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { communeByCode, departmentByCode } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { codeFrom } from '../domain/visits.ts';
import { heldOrganisations } from '../policy.ts';
import {
  changeSpace,
  insertSpace,
  lockSpace,
  type Space,
  type SpaceFields,
  type SpaceId,
} from '../queries/spaces.ts';

/** What a form says; department and time zone follow from the commune. */
export type SpaceInput = Omit<SpaceFields, 'department' | 'timeZone'>;

export type SpaceRefusal = 'not_found' | 'commune_unknown' | 'changed_meanwhile';

/** Forty bits and a bit more: an address that is printed, not a secret. */
const POSTER_LETTERS = 9;

export async function addSpace(
  ctx: Context,
  actor: Actor,
  organisationId: string,
  input: SpaceInput,
  source: Space['source'] = 'entered',
): Promise<Result<SpaceId, SpaceRefusal>> {
  if (actor.kind !== 'system' && !heldOrganisations(actor).includes(organisationId)) {
    return refuse('not_found');
  }
  const fields = fieldsOf(input);
  if (!fields) return refuse('commune_unknown');
  return transaction(ctx, async (tx) => {
    const id: SpaceId = tx.ids.next<'space'>();
    await insertSpace(
      tx.db,
      {
        id,
        organisationId,
        posterCode: codeFrom(tx.random.bytes(4 * POSTER_LETTERS), POSTER_LETTERS),
        dayKey: Buffer.from(tx.random.bytes(32)),
        source,
        now: tx.clock.now(),
      },
      fields,
    );
    await recordAudit(tx, actor, { action: 'space.added', subject: { kind: 'space', id } });
    return ok(id);
  });
}

/** `version`: the one that the form showed. */
export async function editSpace(
  ctx: Context,
  actor: Actor,
  id: SpaceId,
  version: number,
  input: SpaceInput,
): Promise<Result<undefined, SpaceRefusal>> {
  const fields = fieldsOf(input);
  if (!fields) return refuse('commune_unknown');
  return transaction(ctx, async (tx): Promise<Result<undefined, SpaceRefusal>> => {
    const space = await lockSpace(tx.db, id);
    if (!space) return refuse('not_found');
    if (space.version !== version) return refuse('changed_meanwhile');
    await changeSpace(tx.db, id, fields, tx.clock.now());
    await recordAudit(tx, actor, { action: 'space.changed', subject: { kind: 'space', id } });
    return ok();
  });
}

function fieldsOf(input: SpaceInput): SpaceFields | undefined {
  const commune = communeByCode(input.communeCode);
  if (!commune) return undefined;
  const { department } = commune;
  const timeZone = departmentByCode(department)?.timeZone ?? DEFAULT_TIME_ZONE;
  return { ...input, department, timeZone };
}
