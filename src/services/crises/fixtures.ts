import { type Context, transaction } from '#platform/context.ts';
import type { Database } from '#platform/db/index.ts';
import type { AccountId, Actor, Grant } from '#platform/kernel/actor.ts';
import { ALWAYS, refreshSearch } from '#services/volunteers/index.ts';
import { DEFAULT_PARAMETERS, startCallOut } from './actions/call-out.ts';
import { createCrisis, type NewCrisis } from './actions/crisis.ts';
import { addNeed, type NeedInput } from './actions/need.ts';
import { sendWave } from './actions/wave.ts';

/** Builders for tests: a register, an officer, a crisis with one need, by the real actions. */

export const GARD: Grant = {
  role: 'crisis_officer',
  scope: { kind: 'department', code: '30' },
};

export function officer(grants: readonly Grant[] = [GARD]): Actor {
  return {
    kind: 'person',
    accountId: '0192f000-0000-7000-8000-0000000000ff' as AccountId,
    grants,
  };
}

export interface TestPerson {
  readonly birthDate?: string;
  readonly commune?: string;
  readonly department?: string;
  readonly crisisConsent?: boolean;
  readonly phone?: boolean;
  readonly lang?: 'fr' | 'en';
}

/** Adds people of Nîmes, available at all times, with e-mail and phone, unless told otherwise. */
export async function addPeople(
  ctx: Context,
  { pool }: Pick<Database, 'pool'>,
  people: readonly TestPerson[],
): Promise<string[]> {
  const { rows: before } = await pool.query<{ count: number }>(
    'SELECT count(*) FROM volunteers.volunteer',
  );
  const first = before[0]?.count ?? 0;
  const ids = people.map((_, index) => personId(first + index));
  const now = ctx.clock.now();
  await pool.query(
    `INSERT INTO volunteers.volunteer (id, status, signup_step, first_name, last_name, birth_date,
       commune_code, department, radius_km, lang, effort, weekly, crisis_consent, confirmed_at, source,
       created_at, updated_at)
     SELECT i, 'active', 3, 'Camille', 'Test' || n, b::date, c, d, 50, l, 'hard', $7, k, $8, 'demo', $8, $8
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bool[])
       WITH ORDINALITY AS t (i, b, c, d, l, k, n)`,
    [
      ids,
      people.map((p) => p.birthDate ?? '1990-06-15'),
      people.map((p) => p.commune ?? '30189'),
      people.map((p) => p.department ?? '30'),
      people.map((p) => p.lang ?? 'fr'),
      people.map((p) => p.crisisConsent ?? true),
      ALWAYS,
      now,
    ],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_contact
       (volunteer_id, email, email_verified_at, phone, phone_verified_at)
     SELECT i, e, $4, p, CASE WHEN p IS NOT NULL THEN $4::timestamptz END
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t (i, e, p)`,
    [
      ids,
      people.map((_, index) => `v${first + index}@test.example`),
      people.map((p, index) => (p.phone === false ? null : phoneOf(first + index))),
      now,
    ],
  );
  // As the register keys a verified number, so that a text from it is recognised.
  await pool.query(
    `INSERT INTO volunteers.identity_key (kind, hash, volunteer_id)
     SELECT 'phone', sha256(convert_to('renfort:volunteer:phone:' || phone, 'UTF8')), volunteer_id
     FROM volunteers.volunteer_contact WHERE phone IS NOT NULL AND volunteer_id = ANY($1)`,
    [ids],
  );
  await transaction(ctx, (tx) => refreshSearch(tx, ids));
  return ids;
}

export function personId(index: number): string {
  return `0192f000-0000-7000-8000-${String(index).padStart(12, '0')}`;
}

/** In the range that French numbers of fiction use. */
export function phoneOf(index: number): string {
  return `+3363998${String(index).padStart(4, '0')}`;
}

export function needInput(ctx: Context, over: Partial<NeedInput> = {}): NeedInput {
  const now = ctx.clock.now().getTime();
  return {
    position: 'Accueil des familles',
    tasks: 'Accueillir, orienter, noter les noms',
    bring: 'Pièce d’identité',
    places: 3,
    requiredSkills: [],
    preferredSkills: [],
    minimumAge: 18,
    effort: 'light',
    gear: [],
    startsAt: new Date(now + 4 * 3_600_000),
    endsAt: new Date(now + 8 * 3_600_000),
    timeZone: 'Europe/Paris',
    deadline: new Date(now + 2 * 3_600_000),
    holderId: null,
    site: { name: 'Gymnase Pablo-Neruda', commune: '30189', address: '', accessNote: '' },
    ...over,
  };
}

export async function addCrisis(
  ctx: Context,
  over: Partial<NewCrisis> = {},
  actor: Actor = officer(),
): Promise<string> {
  const made = await createCrisis(ctx, actor, {
    title: 'Crue des Gardons',
    hazard: 'flood',
    zone: { kind: 'departments', codes: ['30'] },
    summary: '',
    agencies: ['Préfecture du Gard'],
    exercise: false,
    draft: false,
    ...over,
  });
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

export async function addNeedTo(
  ctx: Context,
  crisisId: string,
  over: Partial<NeedInput> = {},
): Promise<{ crisisId: string; needId: string }> {
  const made = await addNeed(ctx, officer(), crisisId, needInput(ctx, over));
  if (!made.ok) throw new Error(made.error);
  return { crisisId, needId: made.value };
}

/** Calls everybody who may be called for a need. */
export async function callEveryone(
  ctx: Context,
  key: { crisisId: string; needId: string },
): Promise<number> {
  const started = await startCallOut(ctx, officer(), {
    ...key,
    policy: 'everyone',
    parameters: DEFAULT_PARAMETERS,
    justification: 'Chaque minute compte',
  });
  if (!started.ok) throw new Error(started.error);
  return sendWave(ctx, key);
}
