import type pg from 'pg';
import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addNeed, createCrisis, tokenHash } from '#services/crises/index.ts';

const OFFICER: Actor = { kind: 'system', name: 'bench' };

export interface CalledNeed {
  readonly crisisId: string;
  readonly needId: string;
  readonly tokens: readonly string[];
}

export async function registerPeople(
  ctx: Context,
  pool: pg.Pool,
  howMany: number,
): Promise<string[]> {
  const people = Array.from({ length: howMany }, () => ctx.ids.next<'volunteer'>());
  await pool.query(
    `INSERT INTO volunteers.volunteer (id, status, first_name, last_name, department, commune_code,
       source, created_at, updated_at)
     SELECT i, 'active', 'Camille', 'Bench', '30', '30189', 'demo', now(), now()
     FROM unnest($1::uuid[]) AS i`,
    [people],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_contact (volunteer_id, email, email_verified_at)
     SELECT i, i || '@bench.example', now() FROM unnest($1::uuid[]) AS i`,
    [people],
  );
  return people;
}

/** A need of a new crisis that these people have been called for; a link per person. */
export async function callEverybody(
  ctx: Context,
  pool: pg.Pool,
  people: readonly string[],
  places: number,
): Promise<CalledNeed> {
  const crisis = await createCrisis(ctx, OFFICER, {
    title: 'Bench',
    hazard: 'flood',
    zone: { kind: 'departments', codes: ['30'] },
    summary: '',
    agencies: ['Bench'],
    exercise: false,
    draft: false,
  });
  if (!crisis.ok) throw new Error(crisis.error);
  const soon = Date.now() + 4 * 3_600_000;
  const need = await addNeed(ctx, OFFICER, crisis.value, {
    position: 'Bench',
    tasks: '',
    bring: '',
    places,
    requiredSkills: [],
    preferredSkills: [],
    minimumAge: 18,
    effort: 'light',
    gear: [],
    startsAt: new Date(soon),
    endsAt: new Date(soon + 4 * 3_600_000),
    timeZone: 'Europe/Paris',
    deadline: new Date(soon),
    holderId: null,
    site: { name: 'Bench', commune: '30189', address: '', accessNote: '' },
  });
  if (!need.ok) throw new Error(need.error);
  // Every crisis has its own people held, or they would be busy for the next one.
  await pool.query('DELETE FROM crises.booking WHERE volunteer_id = ANY($1::uuid[])', [people]);
  const key = { crisisId: crisis.value, needId: need.value };
  const tokens = people.map(() => Buffer.from(ctx.random.bytes(12)).toString('base64url'));
  await pool.query(
    `INSERT INTO crises.alert SELECT $1, $2, i, $2, 1, '{email}', 'A', now(), 1, 1, 1
     FROM unnest($3::uuid[]) AS i`,
    [key.crisisId, key.needId, people],
  );
  await pool.query(
    `INSERT INTO crises.reply_link SELECT $1, h, $2, i, now() + interval '1 day'
     FROM unnest($3::uuid[], $4::bytea[]) AS t (i, h)`,
    [key.crisisId, key.needId, people, tokens.map(tokenHash)],
  );
  return { ...key, tokens };
}
