import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';

/** An identity of an OpenID provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly label: string;
}

export interface PendingCode {
  readonly challengeHash: Buffer;
  readonly codeHash: Buffer;
  readonly email: string;
  readonly purpose: 'sign_in' | 'change_email';
  readonly accountId: AccountId | undefined;
  readonly lang: Lang;
  readonly next: string;
  readonly identity: Identity | undefined;
  readonly tries: number;
}

interface Row {
  readonly challenge_hash: Buffer;
  readonly code_hash: Buffer;
  readonly email: string;
  readonly purpose: string;
  readonly account_id: string | null;
  readonly lang: string;
  readonly next_path: string;
  readonly identity_issuer: string | null;
  readonly identity_subject: string | null;
  readonly identity_label: string | null;
  readonly tries: number;
}

function pendingOf(row: Row): PendingCode {
  return {
    challengeHash: row.challenge_hash,
    codeHash: row.code_hash,
    email: row.email,
    purpose: row.purpose as PendingCode['purpose'],
    accountId: (row.account_id ?? undefined) as AccountId | undefined,
    lang: row.lang as Lang,
    next: row.next_path,
    identity:
      row.identity_issuer !== null && row.identity_subject !== null
        ? {
            issuer: row.identity_issuer,
            subject: row.identity_subject,
            label: row.identity_label ?? '',
          }
        : undefined,
    tries: row.tries,
  };
}

export async function insertCode(
  db: Db,
  code: Omit<PendingCode, 'tries'> & {
    readonly linkHash: Buffer;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await db
    .insertInto('auth.sign_in_code')
    .values({
      challenge_hash: code.challengeHash,
      code_hash: code.codeHash,
      link_hash: code.linkHash,
      email: code.email,
      purpose: code.purpose,
      account_id: code.accountId ?? null,
      lang: code.lang,
      next_path: code.next,
      identity_issuer: code.identity?.issuer ?? null,
      identity_subject: code.identity?.subject ?? null,
      identity_label: code.identity?.label ?? null,
      created_at: code.createdAt,
      expires_at: code.expiresAt,
    })
    .execute();
}

export async function openCode(
  db: Db,
  challengeHash: Buffer,
  now: Date,
): Promise<PendingCode | undefined> {
  const row = await db
    .selectFrom('auth.sign_in_code')
    .selectAll()
    .where('challenge_hash', '=', challengeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && pendingOf(row);
}

/** Counts a try before it is judged, so that parallel guesses cannot exceed the limit. */
export async function countTry(
  db: Db,
  challengeHash: Buffer,
  now: Date,
  limit: number,
): Promise<PendingCode | undefined> {
  const row = await db
    .updateTable('auth.sign_in_code')
    .set({ tries: sql<number>`tries + 1` })
    .where('challenge_hash', '=', challengeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', limit)
    .returningAll()
    .executeTakeFirst();
  return row && pendingOf(row);
}

/** `false` when it has just been used elsewhere. */
export async function useCode(db: Db, challengeHash: Buffer, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('auth.sign_in_code')
    .set({ used_at: now })
    .where('challenge_hash', '=', challengeHash)
    .where('used_at', 'is', null)
    .returning('challenge_hash')
    .executeTakeFirst();
  return row !== undefined;
}

export async function codeByLink(
  db: Db,
  linkHash: Buffer,
  now: Date,
): Promise<PendingCode | undefined> {
  const row = await db
    .selectFrom('auth.sign_in_code')
    .selectAll()
    .where('link_hash', '=', linkHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && pendingOf(row);
}

export async function deleteCodesOf(db: Db, emails: readonly string[]): Promise<void> {
  if (emails.length === 0) return;
  await db
    .deleteFrom('auth.sign_in_code')
    .where('email', 'in', [...emails])
    .execute();
}
