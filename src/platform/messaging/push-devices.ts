import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Context, transaction } from '../context.ts';
import { isUuid } from '../kernel/ids.ts';
import { isPublicAddress } from '../outbound/public-address.ts';
import { vapidKeys } from './channels/push.ts';
import { deviceLabel } from './domain/device-label.ts';
import {
  deletePushDevice,
  type PushDevice,
  selectPushAccounts,
  selectPushDevices,
  upsertPushSubscription,
} from './queries/push.ts';
import { readSettings } from './settings.ts';

export type { PushDevice } from './queries/push.ts';

/** More browsers than a person uses; beyond, the oldest gives way. */
const MAX_DEVICES = 10;

const base64url = (bytes: number) =>
  z.string().refine((text) => Buffer.from(text, 'base64url').length === bytes);

/** What a browser gives when it subscribes (Push API): its address, its public key, a shared secret. */
export const subscription = z.object({
  endpoint: z.string(),
  p256dh: base64url(65),
  auth: base64url(16),
  /** Milliseconds since 1970, or nothing. */
  expires: z.coerce.number().optional(),
});

/** The browsers by which somebody receives notifications, newest first. */
export async function devicesOf(ctx: Context, accountId: string): Promise<readonly PushDevice[]> {
  return selectPushDevices(ctx.db, accountId);
}

/** Of these accounts, those that a notification reaches. */
export async function withPush(
  ctx: Context,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  return new Set(await selectPushAccounts(ctx.db, accountIds));
}

/** The public key that a browser wants to see when it subscribes. */
export async function pushKey(ctx: Context): Promise<string> {
  return (await vapidKeys(ctx, readSettings(ctx.config))).publicKey;
}

/** By which a page lets a browser find itself in the list, without writing its address there. */
export function deviceHash(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('hex');
}

/** False when the browser's address is not one that we may write to. */
export async function addDevice(
  ctx: Context,
  accountId: string,
  given: z.output<typeof subscription>,
  userAgent: string,
): Promise<boolean> {
  const { endpoint, p256dh, auth, expires } = given;
  if (!readSettings(ctx.config).localPush && !isPublicAddress(endpoint)) return false;
  await transaction(ctx, async (tx) => {
    await upsertPushSubscription(tx.db, {
      id: tx.ids.next<'push_subscription'>(),
      accountId,
      endpoint,
      p256dh,
      auth,
      label: deviceLabel(userAgent),
      expiresAt: expires ? new Date(expires) : null,
      now: tx.clock.now(),
    });
    const beyond = (await selectPushDevices(tx.db, accountId)).slice(MAX_DEVICES);
    for (const { id } of beyond) await deletePushDevice(tx.db, accountId, id);
  });
  return true;
}

export async function removeDevice(ctx: Context, accountId: string, id: string): Promise<void> {
  if (isUuid(id)) await deletePushDevice(ctx.db, accountId, id);
}
