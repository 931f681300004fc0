import { basename } from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { ErasedPerson } from '../erasure.ts';
import { defineJob, enqueue } from '../jobs/index.ts';
import { isUuid } from '../kernel/ids.ts';
import { filesBefore, pathOf, removeFile } from './disk.ts';
import { deleteFiles, forgetUploader, selectKnown } from './queries.ts';

const DAY_MS = 86_400_000;

/** The bytes go after the commit: a transaction that is undone keeps its files. */
export const removeBytes = defineJob({
  name: 'files.remove_bytes',
  schema: z.object({ ids: z.array(z.uuid()) }),
  async run(ctx, { ids }) {
    const known = await selectKnown(ctx.db, ids);
    for (const id of ids) {
      if (!known.has(id)) await removeFile(pathOf(ctx.config.dataDirectory, id));
    }
  },
});

/** Files of transactions that were undone, and those half written when the program was killed. */
export const sweepFiles = defineJob({
  name: 'files.sweep',
  schema: z.object({}),
  cron: '20 4 * * *',
  async run(ctx) {
    const { dataDirectory } = ctx.config;
    const old = await filesBefore(dataDirectory, new Date(ctx.clock.now().getTime() - DAY_MS));
    for (let at = 0; at < old.length; at += 1000) {
      const paths = old.slice(at, at + 1000);
      const known = await selectKnown(ctx.db, paths.map((path) => basename(path)).filter(isUuid));
      for (const path of paths) if (!known.has(basename(path))) await removeFile(path);
    }
  },
});

/** Removes stored files: their rows in the caller's transaction, their bytes soon after it. */
export async function removeFiles(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await deleteFiles(ctx.db, ids);
  await enqueue(ctx, removeBytes, { ids: [...ids] });
}

export async function eraseFiles(tx: Context, person: ErasedPerson): Promise<void> {
  await removeFiles(tx, person.fileIds);
  if (person.accountId) await forgetUploader(tx.db, person.accountId);
}
