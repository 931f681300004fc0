import type { Context } from '../context.ts';
import type { ErasedPerson } from '../erasure.ts';
import { canonicalRecipient } from './domain/message.ts';
import { eraseAddresses, eraseGroups, erasePushOf } from './queries/erasure.ts';

/** Messages to, from and about a person, sent or not, and their choices about messages. */
export async function erase(tx: Context, person: ErasedPerson): Promise<void> {
  const of = (channel: 'email' | 'sms' | 'push', addresses: readonly string[]) =>
    eraseAddresses(
      tx.db,
      channel,
      addresses.map((address) => canonicalRecipient(channel, address)),
    );
  await of('email', person.emails);
  await of('sms', person.phones);
  await eraseGroups(tx.db, person.messageGroups ?? []);
  if (!person.accountId) return;
  await of('push', [person.accountId]);
  await erasePushOf(tx.db, person.accountId);
}
