import type { Db } from '../../db/index.ts';
import { isUuid } from '../../kernel/ids.ts';

export interface PushSubscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export async function selectPushSubscriptions(
  db: Db,
  accountId: string,
): Promise<PushSubscription[]> {
  if (!isUuid(accountId)) return [];
  return db
    .selectFrom('messaging.push_subscription')
    .select(['endpoint', 'p256dh', 'auth'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
}

export interface PushDevice {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly endpoint: string;
}

/** Newest first. */
export async function selectPushDevices(db: Db, accountId: string): Promise<PushDevice[]> {
  return db
    .selectFrom('messaging.push_subscription')
    .select(['id', 'label', 'created_at as createdAt', 'endpoint'])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function selectPushAccounts(db: Db, accountIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('messaging.push_subscription')
    .select('account_id')
    .distinct()
    .where((e) => e('account_id', '=', e.fn.any(e.val(accountIds as string[]))))
    .execute();
  return rows.map((row) => row.account_id);
}

/** A browser belongs to the account that subscribed last. */
export async function upsertPushSubscription(
  db: Db,
  row: PushSubscription & {
    readonly id: string;
    readonly accountId: string;
    readonly label: string;
    readonly expiresAt: Date | null;
    readonly now: Date;
  },
): Promise<void> {
  const { id, accountId, label, expiresAt, now, ...subscription } = row;
  const rest = { account_id: accountId, label, expires_at: expiresAt, created_at: now };
  await db
    .insertInto('messaging.push_subscription')
    .values({ id, ...rest, ...subscription })
    .onConflict((conflict) =>
      conflict
        .column('endpoint')
        .doUpdateSet({ ...rest, p256dh: subscription.p256dh, auth: subscription.auth }),
    )
    .execute();
}

export async function deletePushSubscription(db: Db, endpoint: string): Promise<void> {
  await db.deleteFrom('messaging.push_subscription').where('endpoint', '=', endpoint).execute();
}

export async function deletePushDevice(db: Db, accountId: string, id: string): Promise<void> {
  await db
    .deleteFrom('messaging.push_subscription')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute();
}

export async function deleteExpiredPush(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('messaging.push_subscription').where('expires_at', '<=', now).execute();
}
