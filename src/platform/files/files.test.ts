import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { testContext } from '#test/harness/database.ts';
import { type Context, transaction } from '../context.ts';
import { erasePerson } from '../erasure.ts';
import { runPendingJobs } from '../jobs/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { downloadResponse, removeFiles, storeFile } from './index.ts';
import { sweepFiles } from './remove.ts';
import '#app';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'latin1');
const ACTOR: Actor = { kind: 'system', name: 'test' };
const DOCUMENTS = {
  accept: ['application/pdf', 'image/png', 'image/jpeg'],
  maxBytes: 100_000,
} as const;

async function setUp(t: TestContext, folder = mkdtempSync(join(tmpdir(), 'renfort-files-'))) {
  const parts = await testContext(t, { RENFORT_DATA: folder });
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return { ...parts, folder };
}

function onDisk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

async function rowCount(ctx: Context): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('files.stored_file')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

test('a file is kept by id, with what it is and not what it claims, and given back to be saved', async (t) => {
  const { ctx, folder } = await setUp(t);
  const claimed = new File([PNG], 'C:\\photos\\é "x"\u202egnp.html', { type: 'text/html' });
  const stored = await storeFile(ctx, ACTOR, claimed, DOCUMENTS);
  assert.ok(stored.ok);
  const { id, mediaType, name } = stored.value;
  assert.deepEqual([mediaType, name], ['image/png', 'é "x"gnp.html']);
  assert.deepEqual(onDisk(join(folder, 'uploads')), [id]);
  assert.equal(statSync(join(folder, 'uploads', id.slice(-2), id)).mode & 0o777, 0o600);
  const response = await downloadResponse(ctx, id);
  assert.ok(response);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), PNG);
  assert.equal(response.headers.get('content-type'), 'image/png');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(
    response.headers.get('content-disposition'),
    `attachment; filename="e xgnp.html"; filename*=UTF-8''%C3%A9%20%22x%22gnp.html`,
  );
  assert.equal(await downloadResponse(ctx, ctx.ids.next()), undefined);
});

test('what is empty, too large or of another kind is refused and leaves nothing', async (t) => {
  const { ctx, folder } = await setUp(t);
  const cases: [Uint8Array<ArrayBuffer> | string, string][] = [
    ['', 'file_empty'],
    [Buffer.concat([PDF, Buffer.alloc(100_000)]), 'file_too_large'],
    ['MZ\u0090\u0000 a program', 'file_type_refused'],
    ['<html><script>alert(1)</script></html>', 'file_type_refused'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'file_type_refused'],
    ['a;b\n1;2\n', 'file_type_refused'],
  ];
  for (const [content, error] of cases) {
    const refused = await storeFile(ctx, ACTOR, new File([content], 'scan.pdf'), DOCUMENTS);
    assert.deepEqual(refused.ok ? '' : refused.error, error);
  }
  assert.deepEqual(onDisk(folder), []);
  assert.equal(await rowCount(ctx), 0);
});

test('text kinds are judged by their bytes where the caller accepts them', async (t) => {
  const { ctx } = await setUp(t);
  const rules = { accept: ['text/csv', 'application/xml'], maxBytes: 1000 } as const;
  const kinds = async (content: Uint8Array<ArrayBuffer> | string) => {
    const result = await storeFile(ctx, ACTOR, new File([content], 'x'), rules);
    return result.ok ? result.value.mediaType : result.error;
  };
  assert.equal(await kinds('nom;prénom\r\nDupré;Zoé\r\n'), 'text/csv');
  assert.equal(await kinds(Buffer.from('nom;prénom\nDupré;Zoé\n', 'latin1')), 'text/csv');
  assert.equal(await kinds('\ufeff<?xml version="1.0"?><alert/>'), 'application/xml');
  assert.equal(await kinds('<alert xmlns="urn:x"/>'), 'application/xml');
  assert.equal(await kinds(PNG), 'file_type_refused');
  assert.equal(await kinds(Buffer.from('a;b\n1;2', 'utf16le')), 'file_type_refused');
});

test('a disk that fills up while writing gives a refusal, no row and no piece of a file', async (t) => {
  const { ctx, folder } = await setUp(t);
  const full = async (path: string) => {
    const handle = await open(path, 'wx');
    let written = 0;
    return {
      async write(bytes: Uint8Array, at: number) {
        if (written > 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        written += 10;
        return handle.write(bytes, at, 10);
      },
      sync: () => handle.sync(),
      close: () => handle.close(),
    } as never;
  };
  const refused = await storeFile(ctx, ACTOR, new File([PDF], 'a.pdf'), DOCUMENTS, full);
  assert.deepEqual(refused, { ok: false, error: 'storage_full' });
  assert.deepEqual(onDisk(folder), []);
  assert.equal(await rowCount(ctx), 0);
});

test('a real full disk gives the same refusal', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-small-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return t.skip('a small disk cannot be mounted here');
  }
  const { ctx } = await testContext(t, { RENFORT_DATA: folder });
  t.after(() => {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });
  const large = new File([PDF, Buffer.alloc(90_000)], 'a.pdf');
  const refused = await storeFile(ctx, ACTOR, large, DOCUMENTS);
  assert.deepEqual(refused, { ok: false, error: 'storage_full' });
  assert.deepEqual(onDisk(folder), []);
  assert.equal(await rowCount(ctx), 0);
  const small = await storeFile(ctx, ACTOR, new File([PDF], 'a.pdf'), DOCUMENTS);
  assert.ok(small.ok, 'a smaller file still fits');
});

test('bytes go after the commit of their removal, and stay when it is undone', async (t) => {
  const { ctx, folder } = await setUp(t);
  const stored = await storeFile(ctx, ACTOR, new File([PDF], 'a.pdf'), DOCUMENTS);
  assert.ok(stored.ok);
  const undone = transaction(ctx, async (tx) => {
    await removeFiles(tx, [stored.value.id]);
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  await runPendingJobs(ctx);
  assert.deepEqual(onDisk(folder), [stored.value.id]);
  await transaction(ctx, (tx) =>
    erasePerson(tx, { emails: [], phones: [], fileIds: [stored.value.id] }),
  );
  await runPendingJobs(ctx);
  assert.deepEqual(onDisk(folder), []);
  assert.equal(await rowCount(ctx), 0);
});

test('the sweep removes files without a row once they are a day old, and those only', async (t) => {
  const { ctx, clock, folder } = await setUp(t);
  const stored = await storeFile(ctx, ACTOR, new File([PDF], 'a.pdf'), DOCUMENTS);
  assert.ok(stored.ok);
  const undone = transaction(ctx, async (tx) => {
    await storeFile(tx, ACTOR, new File([PDF], 'b.pdf'), DOCUMENTS);
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  writeFileSync(join(folder, 'uploads', stored.value.id.slice(-2), 'half.part'), 'x');
  // File times are the machine's: the test's clock is set around them.
  clock.set(new Date(statSync(folder).mtimeMs));
  await sweepFiles.run(ctx, {});
  assert.equal(onDisk(folder).length, 3);
  clock.advance({ days: 1, minutes: 5 });
  await sweepFiles.run(ctx, {});
  assert.deepEqual(onDisk(folder), [stored.value.id]);
});
