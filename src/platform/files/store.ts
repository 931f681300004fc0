import { createHash } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Context } from '../context.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Id } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type OpenForWriting, pathOf, readWhole, removeFile, writeWhole } from './disk.ts';
import { type MediaType, mediaTypeOf } from './media-type.ts';
import { insertFile, selectFile } from './queries.ts';

export type FileId = Id<'file'>;

export interface StoredFile {
  readonly id: FileId;
  /** The visitor's own name for it, without folders. */
  readonly name: string;
  readonly mediaType: MediaType;
  readonly bytes: number;
}

export type FileRefusal = 'file_empty' | 'file_too_large' | 'file_type_refused' | 'storage_full';

export interface FileRules {
  readonly accept: readonly MediaType[];
  readonly maxBytes: number;
}

const LONGEST_NAME = 200;

/**
 * Keeps an uploaded file. Its row joins the caller's transaction; a file whose row never comes is
 * swept a day later. `file_too_large` carries `maxBytes`.
 */
export async function storeFile(
  ctx: Context,
  actor: Actor,
  file: File,
  { accept, maxBytes }: FileRules,
  openFile?: OpenForWriting,
): Promise<Result<StoredFile, FileRefusal>> {
  if (file.size === 0) return refuse('file_empty');
  if (file.size > maxBytes) return refuse('file_too_large', { maxBytes });
  const content = new Uint8Array(await file.arrayBuffer());
  const mediaType = await mediaTypeOf(content, accept);
  if (!mediaType) return refuse('file_type_refused');
  const id = ctx.ids.next<'file'>();
  const path = pathOf(ctx.config.dataDirectory, id);
  if (!(await writeWhole(path, content, openFile))) return refuse('storage_full');
  const name = plainName(file.name);
  try {
    await insertFile(ctx.db, {
      id,
      name,
      media_type: mediaType,
      bytes: content.byteLength,
      sha256: createHash('sha256').update(content).digest(),
      uploaded_by: actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null,
      created_at: ctx.clock.now(),
    });
  } catch (error) {
    await removeFile(path);
    throw error;
  }
  return ok({ id, name, mediaType, bytes: content.byteLength });
}

/** Undefined when there is no such file. Whether the actor may read it is the caller's question. */
export async function openFile(
  ctx: Context,
  id: string,
): Promise<(StoredFile & { stream(): ReadStream }) | undefined> {
  const row = await selectFile(ctx.db, id);
  if (!row) return undefined;
  return {
    id: row.id as FileId,
    name: row.name,
    mediaType: row.media_type as MediaType,
    bytes: row.bytes,
    stream: () => readWhole(pathOf(ctx.config.dataDirectory, row.id)),
  };
}

/** Some browsers send a path; controls and direction marks could disguise an extension. */
function plainName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Cf}]/gu, '');
  return plain.slice(-LONGEST_NAME) || 'document';
}
