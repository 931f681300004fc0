import { parseArgs } from 'node:util';
import type { Cli, Command } from '../../cli/command.ts';
import { openDatabase } from '../../cli/open-database.ts';
import { createContext } from '../../context.ts';
import { createLogger } from '../../log.ts';
import type { Check, Finding } from './finding.ts';

const WORDS: Readonly<Record<Finding['state'], string>> = {
  ok: 'ok      ',
  warning: 'warning ',
  failure: 'FAILURE ',
};

/** `renfort doctor`. */
export function doctorCommand(checks: readonly Check[]): Command {
  return {
    name: 'doctor',
    summary: 'Look at this deployment and say what to do',
    help: `usage: renfort doctor [--json]

Looks at the database, the clock, the disk, the keys, the public address, mail and SMS, and says what to do.
It changes nothing and writes to nobody: it signs in to the mail server and to the gateways, and leaves.
Exit codes: 0 nothing keeps people from anything (there may be warnings); 1 something does; 2 wrong usage.`,
    async run(args, cli) {
      const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
      const findings = await examine(cli, checks);
      cli.stdout.write(
        values.json ? `${JSON.stringify(findings, undefined, 2)}\n` : findings.map(lineOf).join(''),
      );
      return findings.some(({ state }) => state === 'failure') ? 1 : 0;
    },
  };
}

function lineOf({ about, state, says, todo }: Finding): string {
  return `${WORDS[state]} ${about}: ${says}\n${todo ? `          -> ${todo}\n` : ''}`;
}

async function examine(cli: Cli, checks: readonly Check[]): Promise<Finding[]> {
  const log = createLogger('silent');
  const away: Finding[] = [];
  const opened = await openDatabase(cli.config, { share: true, onNotice: () => {} }).catch(
    (error: Error) => {
      const todo = 'start it, or mend DATABASE_URL';
      away.push({ about: 'database', state: 'failure', says: error.message, todo });
      return undefined;
    },
  );
  try {
    const db = opened?.connect({ max: 2 }).db;
    // Checks that need no database are given none.
    const ctx = createContext({ config: cli.config, db: db as never, log });
    const findings = await Promise.all(
      checks
        .filter(({ needsDatabase }) => db || !needsDatabase)
        .map(({ about, look }) =>
          look(ctx).then(
            (found) => found.map((finding) => ({ about, ...finding })),
            (error: Error): Finding[] => [
              { about, state: 'failure', says: error.message, todo: 'see the guide of operation' },
            ],
          ),
        ),
    );
    return [...away, ...findings.flat()];
  } finally {
    await opened?.close();
  }
}
