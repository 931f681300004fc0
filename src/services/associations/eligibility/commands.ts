import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { Cli, Command } from '#platform/cli/command.ts';
import { newestPack, PACKS, type Pack, packIds, packVersion } from '../domain/eligibility/index.ts';
import { decideCsv, UnreadableCases } from './decide-csv.ts';

const HELP = `usage: renfort eligibility decide --pack ID [--version V] < cases.csv

Decides for each line of a CSV list whether an organisation is entitled to a programme, without network
or database. Titles on the first line, in any order; other columns are ignored:

  case_id, rna_or_siren, name, object_text, nature, object_code1, object_code2, position,
  legal_category, naf        and, if known, layout: waldec or import

Writes one JSON object per line: case_id, outcome (eligible, excluded, manual_review), reasons (code,
strength, source, value, sentence_fr), pack, version.

Options:
  --pack ID       ${packIds().join(', ')}
  --version V     an older version of the pack; the newest when left out

Exit codes: 0 every line was decided; 2 wrong usage, a list that cannot be read, or lines left out
(each is named on the error output).`;

export const decideCommand: Command = {
  name: 'eligibility decide',
  summary: 'decide who is entitled to a programme, from a CSV list',
  help: HELP,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: { pack: { type: 'string' }, version: { type: 'string' } },
    });
    const pack = askedPack(values);
    if (typeof pack === 'string') {
      cli.stderr.write(`${pack}\n`);
      return 2;
    }
    return decideAll(pack, cli);
  },
};

function askedPack({
  pack: id,
  version,
}: {
  pack?: string | undefined;
  version?: string | undefined;
}): Pack | string {
  if (id === undefined) return `--pack is missing: ${packIds().join(', ')}`;
  if (!packIds().includes(id)) return `There is no pack "${id}". Packs: ${packIds().join(', ')}`;
  const found = version === undefined ? newestPack(id) : packVersion(id, version);
  const versions = PACKS.filter((pack) => pack.id === id).map((pack) => pack.version);
  return found ?? `Pack ${id} has no version "${version}". Versions: ${versions.join(', ')}`;
}

async function decideAll(pack: Pack, { stdin, stdout, stderr }: Cli): Promise<number> {
  let left = 0;
  try {
    for await (const { line, json, defect } of decideCsv(
      stdin as AsyncIterable<Uint8Array>,
      pack,
    )) {
      if (json === null) {
        left++;
        stderr.write(`line ${line} is left out: ${defect}\n`);
      } else if (!stdout.write(`${json}\n`)) {
        await once(stdout, 'drain');
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableCases)) throw error;
    stderr.write(`${error.message}\n`);
    return 2;
  }
  return left > 0 ? 2 : 0;
}
