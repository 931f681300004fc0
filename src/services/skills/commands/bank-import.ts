import type { Command } from '#platform/cli/command.ts';
import { importContent } from '../bank/import-content.ts';

export const bankImportCommand: Command = {
  name: 'skills bank import',
  summary: 'bring the items of this program into the item bank',
  help: `renfort skills bank import

Brings the questions that come with this version of Renfort into the item bank. When some are new,
changed or gone, a new version of the bank is made and adopted; tests that were begun keep theirs.
Run it after an update; running it again changes nothing.

Exit codes: 0 done.
`,
  async run(_args, cli) {
    const { version, changed, items } = await importContent(await cli.open());
    cli.stdout.write(`version ${version}: ${items} items, ${changed} new or changed\n`);
    return 0;
  },
};
