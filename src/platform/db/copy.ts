import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';

export interface CopyOut {
  readonly stream: Readable;
  /** Known once the stream has ended. */
  rows(): number;
}

/** Streams the answer of `COPY ... TO STDOUT`; the connection is busy until it is read to its end. */
export function copyOut(client: pg.PoolClient, sql: string): CopyOut {
  const stream = client.query(to(sql));
  return { stream, rows: () => stream.rowCount };
}

/** Feeds `COPY ... FROM STDIN`. The number of rows. */
export async function copyIn(
  client: pg.PoolClient,
  sql: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  const stream = client.query(from(sql));
  await pipeline(chunks, stream);
  return stream.rowCount;
}
