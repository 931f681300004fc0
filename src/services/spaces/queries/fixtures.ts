import type { Db } from '#platform/db/index.ts';

/** Spaces marked as demo, with all that hangs on them. */
export async function deleteDemoSpaces(db: Db): Promise<number> {
  const rows = await db
    .deleteFrom('spaces.space')
    .where('source', '=', 'demo')
    .returning('id')
    .execute();
  return rows.length;
}
