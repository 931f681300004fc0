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

/** The key of the hashes of addresses, and of what we sign for ourselves. */
export async function selectPepper(db: Db): Promise<Buffer> {
  const row = await db
    .selectFrom('messaging.installation')
    .select('pepper')
    .executeTakeFirstOrThrow();
  return row.pepper;
}

export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Keeps the first keys ever given, and returns those. */
export async function keepVapidKeys(db: Db, keys: VapidKeys): Promise<VapidKeys> {
  await db
    .updateTable('messaging.installation')
    .set({ vapid_public: keys.publicKey, vapid_private: keys.privateKey })
    .where('vapid_public', 'is', null)
    .execute();
  return (await selectVapidKeys(db)) as VapidKeys;
}

export async function selectVapidKeys(db: Db): Promise<VapidKeys | undefined> {
  const row = await db
    .selectFrom('messaging.installation')
    .select(['vapid_public', 'vapid_private'])
    .executeTakeFirstOrThrow();
  if (!row.vapid_public || !row.vapid_private) return undefined;
  return { publicKey: row.vapid_public, privateKey: row.vapid_private };
}
