import type { Db } from '../../db/index.ts';

export async function selectDemo(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('messaging.installation')
    .select('demo')
    .executeTakeFirstOrThrow();
  return row.demo;
}

export async function updateDemo(db: Db, demo: boolean): Promise<void> {
  await db.updateTable('messaging.installation').set({ demo }).execute();
}
