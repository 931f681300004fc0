import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Cli, Command } from '#platform/cli/command.ts';
import { transaction } from '#platform/context.ts';
import { canonicalJson } from './chain.ts';
import { freezeSnapshot, type Head } from './queries.ts';
import { type Fault, inOrder, verifyChain } from './verify.ts';

const BROKEN = 3;

const FAULTS: Record<Fault, string> = {
  changed: 'this entry is not as it was written, or not at its place',
  missing: 'this entry was removed',
  truncated: 'entries from here to the end were removed or rewritten',
  checkpoint_differs:
    'this entry is not the one that an earlier check saw: the chain was rewritten',
};

function headText(head: Head): string {
  return `${head.seq}:${head.hash.toString('hex')}`;
}

function parseHead(text: string): Head | undefined {
  const [, seq, hex] = /^(\d{1,15}):((?:[0-9a-f]{64})?)\s*$/.exec(text) ?? [];
  return seq === undefined || hex === undefined
    ? undefined
    : { seq: Number(seq), hash: Buffer.from(hex, 'hex') };
}

const verify: Command = {
  name: 'audit verify',
  summary: 'check that nothing of the audit trail was changed, removed or moved',
  help: `Usage: renfort audit verify [--since SEQ:HASH]

Prints the end of the chain, SEQ:HASH, and keeps it in the data directory: the next check starts from
what this one saw. Keep it elsewhere too, and give it back with --since.

Exit codes: 0 intact, 2 wrong usage, 3 broken (the first bad entry is named).`,
  async run(args, cli) {
    let since: string | undefined;
    try {
      const options = { since: { type: 'string' } } as const;
      since = parseArgs({ args: [...args], options }).values.since;
    } catch (error) {
      cli.stderr.write(`${(error as Error).message}\n`);
      return 2;
    }
    const given = since === undefined ? undefined : parseHead(since);
    if (since !== undefined && !given) {
      cli.stderr.write('--since takes what an earlier "audit verify" printed: SEQ:HASH.\n');
      return 2;
    }
    const ctx = await cli.open();
    const file = join(ctx.config.dataDirectory, 'audit-head');
    const checkpoint = given ?? (await readKept(file));
    const verdict = await verifyChain(ctx, checkpoint, (seq) => progress(cli, seq));
    if (!verdict.intact) {
      cli.stderr.write(`Broken at entry ${verdict.seq}: ${FAULTS[verdict.fault]}.\n`);
      return BROKEN;
    }
    await keep(file, verdict.head);
    cli.stderr.write(`Intact: ${verdict.head.seq} entries.\n`);
    cli.stdout.write(`${headText(verdict.head)}\n`);
    return 0;
  },
};

const exportTrail: Command = {
  name: 'audit export',
  summary: 'write the audit trail as JSON lines, oldest first',
  help: `Usage: renfort audit export > FILE

One canonical JSON document per line with its hash: SHA-256 of the previous hash and the line without
"hash". Exit code 0.`,
  async run(_args, cli) {
    const ctx = await cli.open();
    await transaction(ctx, async (tx) => {
      await freezeSnapshot(tx.db);
      for await (const entry of inOrder(tx)) {
        const line = canonicalJson({
          seq: entry.seq,
          at: entry.at.toISOString(),
          actor: { kind: entry.actorKind, id: entry.actorId },
          action: entry.action,
          subject: { kind: entry.subjectKind, id: entry.subjectId },
          detail: entry.detail,
          hash: entry.hash.toString('hex'),
        });
        if (!cli.stdout.write(`${line}\n`)) {
          await new Promise((resolve) => cli.stdout.once('drain', resolve));
        }
      }
    });
    return 0;
  },
};

function progress(cli: Cli, seq: number): void {
  if (seq % 100_000 === 0) cli.stderr.write(`${seq} entries checked\n`);
}

async function readKept(file: string): Promise<Head | undefined> {
  try {
    return parseHead(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function keep(file: string, head: Head): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${headText(head)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export const commands = [verify, exportTrail] as const;
