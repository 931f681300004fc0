import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { sha256 } from './hash.ts';
import { type Account, accountByEmailHash, claimEmail, insertAccount } from './queries/accounts.ts';

/** The key of the uniqueness table; `email` is normalised. */
export function emailHash(email: string): Buffer {
  return sha256('renfort:email:', email);
}

export async function accountByEmail(ctx: Context, email: string): Promise<Account | undefined> {
  return accountByEmailHash(ctx.db, emailHash(email));
}

/** Finds the account that holds a normalised address, or makes one; exact under parallel calls. */
export async function accountForEmail(
  ctx: Context,
  email: string,
  lang: Lang,
  displayName = '',
): Promise<{ readonly account: Account; readonly created: boolean }> {
  return transaction(ctx, async (tx) => {
    const id = tx.ids.next<'account'>();
    const created = await claimEmail(tx.db, emailHash(email), id);
    if (created) {
      await insertAccount(tx.db, { id, email, displayName, lang, at: tx.clock.now() });
    }
    const account = await accountByEmail(tx, email);
    if (!account) throw new Error('An address is claimed by an account that does not exist');
    return { account, created };
  });
}

export type { Account, AccountId };
