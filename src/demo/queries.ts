import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export async function loadState(db: Db): Promise<'absent' | 'partial' | 'complete'> {
  const row = await db.selectFrom('demo.load').select('completed_at').executeTakeFirst();
  return row ? (row.completed_at ? 'complete' : 'partial') : 'absent';
}

export async function startLoad(db: Db, seed: number, at: Date): Promise<void> {
  await db.insertInto('demo.load').values({ seed, started_at: at }).execute();
}

export async function completeLoad(db: Db, at: Date): Promise<void> {
  await db.updateTable('demo.load').set({ completed_at: at }).execute();
}

export async function forgetLoad(db: Db): Promise<void> {
  await db.deleteFrom('demo.load').execute();
}

/** Does this installation know people who are not the demo's? */
export async function holdsRealPeople(db: Db): Promise<boolean> {
  const { rows } = await sql<{ real: boolean }>`
    SELECT EXISTS (SELECT FROM volunteers.volunteer WHERE source <> 'demo' AND status <> 'erased')
      OR EXISTS (SELECT FROM associations.organisation WHERE source <> 'demo') AS real`.execute(db);
  return rows[0]?.real ?? false;
}
