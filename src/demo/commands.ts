import { parseArgs } from 'node:util';
import type { Command } from '#platform/cli/command.ts';
import { createProgress } from '#platform/cli/progress.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { clearDemo, FULL_DEMO, loadDemo } from './country.ts';
import { texts } from './messages/index.ts';
import { loadState } from './queries.ts';

export const demoLoad: Command = {
  name: 'demo load',
  summary: 'Load the demo country: volunteers, associations, accounts of every role',
  help: `usage: renfort demo load [--volunteers N] [--seed N]

Loads the demo country, the same for a seed and a day. From then on nothing is sent outside: messages
stay in the demo outbox. It is refused where real people are registered.
  --volunteers N   how many (default ${FULL_DEMO.volunteers})
  --seed N         default ${FULL_DEMO.seed}
Exit codes: 0 loaded, or already there; 1 refused or failed; 2 wrong usage.`,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: { volunteers: { type: 'string' }, seed: { type: 'string' } },
    });
    const volunteers = Number(values.volunteers ?? FULL_DEMO.volunteers);
    const seed = Number(values.seed ?? FULL_DEMO.seed);
    if (!Number.isInteger(volunteers) || volunteers < 1 || volunteers > 2_000_000) {
      cli.stderr.write('--volunteers: a whole number from 1 to 2000000\n');
      return 2;
    }
    if (!Number.isInteger(seed) || seed < 0 || seed > 0x7fff_ffff) {
      cli.stderr.write('--seed: a whole number from 0 to 2147483647\n');
      return 2;
    }
    const progress = createProgress(cli.stderr);
    const result = await loadDemo(await cli.open(), progress, { ...FULL_DEMO, volunteers, seed });
    progress.finish();
    if (!result.ok) {
      cli.stderr.write('Real people are registered here: the demo country was not loaded.\n');
      return 1;
    }
    if (result.value === 'already_there') cli.stdout.write('The demo country is already there.\n');
    cli.stdout.write(accountLines().join('\n'));
    cli.stdout.write('\n');
    return 0;
  },
};

export const demoClear: Command = {
  name: 'demo clear',
  summary: 'Remove the demo country, and nothing else',
  help: `usage: renfort demo clear

Removes the demo's volunteers, associations, accounts and messages; what was entered otherwise stays, and
messages leave again. The audit trail keeps its lines: they cannot be altered.
Exit codes: 0 removed, or there was none; 1 failed; 2 wrong usage.`,
  async run(args, cli) {
    parseArgs({ args: [...args], options: {} });
    const ctx = await cli.open();
    if ((await loadState(ctx.db)) === 'absent') {
      cli.stdout.write('There is no demo country here.\n');
      return 0;
    }
    const { volunteers, accounts } = await clearDemo(ctx);
    cli.stdout.write(`Removed ${volunteers} volunteers and ${accounts} accounts of the demo.\n`);
    return 0;
  },
};

export function accountLines(): string[] {
  const width = Math.max(...DEMO_ACCOUNTS.map(({ email }) => email.length));
  const { parts } = texts(terminalLang());
  return DEMO_ACCOUNTS.map(
    ({ part, name, email }) => `  ${email.padEnd(width)}  ${name} · ${parts[part].role}`,
  );
}

/** French first: English only where the terminal says so. */
function terminalLang(): Lang {
  return /^en/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'en' : 'fr';
}
