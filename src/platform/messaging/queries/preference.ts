import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';
import type { Channel, Purpose } from '../domain/message.ts';

export interface Choice {
  readonly purposes: readonly Purpose[];
  readonly muted: boolean;
  readonly source: 'page' | 'link' | 'sms';
  readonly at: Date;
}

/** What is wanted on an address, known by its hash; said again, it changes nothing. */
export async function savePreference(db: Db, recipientHash: Buffer, choice: Choice): Promise<void> {
  await db
    .insertInto('messaging.preference')
    .values(
      choice.purposes.map((purpose) => ({
        recipient_hash: recipientHash,
        purpose,
        muted: choice.muted,
        source: choice.source,
        updated_at: choice.at,
      })),
    )
    .onConflict((on) =>
      on.columns(['recipient_hash', 'purpose']).doUpdateSet((e) => ({
        muted: e.ref('excluded.muted'),
        source: e.ref('excluded.source'),
        updated_at: e.ref('excluded.updated_at'),
      })),
    )
    .execute();
}

export async function addressHash(db: Db, channel: string, recipient: string): Promise<Buffer> {
  const { rows } = await sql<{ hash: Buffer }>`
    SELECT messaging.address_hash(${channel}, ${recipient}) AS hash`.execute(db);
  return (rows[0] as { hash: Buffer }).hash;
}

export async function mutedPurposes(db: Db, recipientHash: Buffer): Promise<string[]> {
  const rows = await db
    .selectFrom('messaging.preference')
    .select('purpose')
    .where('recipient_hash', '=', recipientHash)
    .where('muted', '=', true)
    .execute();
  return rows.map(({ purpose }) => purpose);
}

/** The hash is written out: messaging.address_hash would run a query for each address. */
export async function mutedAddresses(
  db: Db,
  purpose: Purpose,
  channel: Channel,
  addresses: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    SELECT a.address
    FROM messaging.installation i CROSS JOIN unnest(${addresses as string[]}::text[]) a (address)
    JOIN messaging.preference p ON p.recipient_hash =
      sha256(i.pepper || convert_to(${channel}::text || ':' || a.address, 'UTF8'))
    WHERE p.purpose = ${purpose} AND p.muted`.execute(db);
  return rows.map(({ address }) => address);
}
