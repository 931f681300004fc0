import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { type FileRefusal, type FileRules, removeFiles, storeFile } from '#platform/files/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { administersOffers } from '../policy.ts';
import { deleteDocument, insertDocument } from '../queries/documents.ts';
import type { Product } from '../queries/rows.ts';

export const DOCUMENT_FILE: FileRules = {
  accept: [
    'application/pdf',
    'application/vnd.oasis.opendocument.text',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  maxBytes: 8 * 1024 * 1024,
};

export type DocumentRefusal = 'not_allowed' | 'title_missing' | 'file_missing' | FileRefusal;

/** Attaches terms, a guide or a form to a product. What the file is, its bytes say. */
export async function addDocument(
  ctx: Context,
  actor: Actor,
  product: Product,
  given: { readonly title: string; readonly file: File | undefined },
): Promise<Result<undefined, DocumentRefusal>> {
  if (!administersOffers(actor)) return refuse('not_allowed');
  const title = given.title.trim();
  const { file } = given;
  if (title === '') return refuse('title_missing');
  if (!file) return refuse('file_missing');
  return transaction(ctx, async (tx): Promise<Result<undefined, FileRefusal>> => {
    const stored = await storeFile(tx, actor, file, DOCUMENT_FILE);
    if (!stored.ok) return stored;
    const id = tx.ids.next<'document'>();
    const document = { id, productId: product.id, title, fileId: stored.value.id };
    await insertDocument(tx.db, document, tx.clock.now());
    await audit(tx, actor, product, 'product.document_added', title);
    return ok();
  });
}

export async function removeDocument(
  ctx: Context,
  actor: Actor,
  product: Product,
  id: string,
): Promise<Result<undefined, 'not_allowed' | 'not_found'>> {
  if (!administersOffers(actor)) return refuse('not_allowed');
  return transaction(ctx, async (tx) => {
    const removed = await deleteDocument(tx.db, product.id, id);
    if (!removed) return refuse('not_found');
    await removeFiles(tx, [removed.fileId]);
    await audit(tx, actor, product, 'product.document_removed', removed.title);
    return ok();
  });
}

async function audit(tx: Context, actor: Actor, { id }: Product, action: string, title: string) {
  await recordAudit(tx, actor, { action, subject: { kind: 'product', id }, detail: { title } });
}
