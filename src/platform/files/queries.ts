import type { Insertable, Selectable } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';

export type FileRow = Selectable<Tables['files.stored_file']>;

export async function insertFile(
  db: Db,
  row: Insertable<Tables['files.stored_file']>,
): Promise<void> {
  await db.insertInto('files.stored_file').values(row).execute();
}

export async function selectFile(db: Db, id: string): Promise<FileRow | undefined> {
  return db.selectFrom('files.stored_file').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those of `ids` that have a row. */
export async function selectKnown(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('files.stored_file')
    .select('id')
    .where('id', 'in', ids)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function deleteFiles(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('files.stored_file').where('id', 'in', ids).execute();
}

export async function forgetUploader(db: Db, accountId: string): Promise<void> {
  await db
    .updateTable('files.stored_file')
    .set({ uploaded_by: null })
    .where('uploaded_by', '=', accountId)
    .execute();
}
