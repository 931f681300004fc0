import { parseArgs } from 'node:util';
import type { Cli, Command } from '#platform/cli/command.ts';
import { transaction } from '#platform/context.ts';
import { exportLine } from './chain.ts';
import { headText, keepHead, parseHead, readKeptHead, replaceHead } from './head-file.ts';
import { freezeSnapshot } from './queries.ts';
import { checkEvidence, type Evidence } from './replaced-trail.ts';
import type { Restoration } from './restoration.ts';
import { type Fault, inOrder, verifyChain } from './verify.ts';

const BROKEN = 3;
const RESTORED = 4;

const FAULTS: Record<Fault, string> = {
  changed: 'this entry is not as it was written, or not at its place',
  missing: 'this entry was removed',
  truncated: 'entries from here to the end were removed or rewritten',
  checkpoint_differs:
    'this entry is not the one that an earlier check saw: the chain was rewritten',
};

const EVIDENCE: Record<Evidence, string> = {
  none: 'it held every entry of the trail that was there, or there was none',
  whole: 'the entries that only the earlier trail had are kept, intact',
  absent: 'the entries that only the earlier trail had are not in the data directory any more',
  altered: 'the file with the entries that only the earlier trail had was changed',
};

const verify: Command = {
  name: 'audit verify',
  summary: 'check that nothing of the audit trail was changed, removed or moved',
  help: `Usage: renfort audit verify [--since SEQ:HASH] [--accept-restore]

Prints the end of the chain, SEQ:HASH, and keeps it in the data directory: the next check starts from
what this one saw. Keep it elsewhere too, and give it back with --since.

"restore" writes into the chain that a backup took its place. Entries that an earlier check saw and that
such a record accounts for are not called broken: exit code 4, until somebody who knows of that restore
says so with --accept-restore (the former end stays beside the new one, as audit-head.before-SEQ-HASH).

Exit codes: 0 intact, 2 wrong usage, 3 broken (the first bad entry is named), 4 intact, but a recorded
restore took away entries that an earlier check saw.`,
  async run(args, cli) {
    let since: string | undefined;
    let accepts: boolean;
    try {
      const options = {
        since: { type: 'string' },
        'accept-restore': { type: 'boolean', default: false },
      } as const;
      const { values } = parseArgs({ args: [...args], options });
      since = values.since;
      accepts = values['accept-restore'];
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
    const folder = ctx.config.dataDirectory;
    const checkpoint = given ?? (await readKeptHead(folder));
    const verdict = await verifyChain(ctx, checkpoint, (seq) => progress(cli, seq));
    if (!verdict.intact) {
      cli.stderr.write(`Broken at entry ${verdict.seq}: ${FAULTS[verdict.fault]}.\n`);
      return BROKEN;
    }
    const { head, restorations, explained } = verdict;
    for (const restoration of restorations)
      cli.stderr.write(restorationText(restoration, await checkEvidence(folder, restoration)));
    if (explained && !accepts) {
      const [first, last] = [explained.position.seq + 1, checkpoint?.seq];
      cli.stderr.write(
        `An earlier check saw entry ${last}; entries ${first} to ${last} went with that restore. ` +
          'If you know of it, run again with --accept-restore.\n',
      );
      return RESTORED;
    }
    await (explained ? replaceHead(folder, head) : keepHead(folder, head));
    cli.stderr.write(`Intact: ${head.seq} entries.\n`);
    cli.stdout.write(`${headText(head)}\n`);
    return 0;
  },
};

function restorationText(restoration: Restoration, evidence: Evidence): string {
  const { at, backup, position, replaced, file } = restoration;
  const lost = replaced ? ` in place of a trail of ${replaced.seq} entries` : '';
  return (
    `Restored on ${at.toISOString()} from the backup of ${backup.createdAt}, at entry ${position.seq}` +
    `${lost}: ${EVIDENCE[evidence]}${file ? ` (${file})` : ''}.\n`
  );
}

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
        if (!cli.stdout.write(exportLine(entry))) {
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

export const commands = [verify, exportTrail] as const;
