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

/** A browser belongs to the account that subscribed last. */
export async function upsertPushSubscription(
  db: Db,
  row: PushSubscription & { id: string; accountId: string; now: Date },
): Promise<void> {
  const { id, accountId, now, ...subscription } = row;
  await db
    .insertInto('messaging.push_subscription')
    .values({ id, account_id: accountId, created_at: now, ...subscription })
    .onConflict((conflict) =>
      conflict.column('endpoint').doUpdateSet({
        account_id: accountId,
        p256dh: subscription.p256dh,
        auth: subscription.auth,
      }),
    )
    .execute();
}

export async function deletePushSubscription(db: Db, endpoint: string): Promise<void> {
  await db.deleteFrom('messaging.push_subscription').where('endpoint', '=', endpoint).execute();
}
