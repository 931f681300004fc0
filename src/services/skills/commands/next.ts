import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Command } from '#platform/cli/command.ts';
import { recordAnswer, startTest } from '../domain/cat/adaptive-test.ts';
import { nextItem } from '../domain/cat/selection.ts';
import { estimate, METHODS } from '../domain/irt/estimate.ts';
import {
  answeredInformation,
  type PosteriorTable,
  posteriorTable,
} from '../domain/irt/posterior.ts';
import { readBank } from '../files/bank-file.ts';
import { rounded } from '../files/numbers.ts';
import { InputError } from '../files/table.ts';
import { fileCommand, numberOption, readOption, write } from './input.ts';

const HELP = `renfort skills next --bank FILE [--prior-sd NUMBER]

For each line of standard input, says what is known and what to ask next. Lines in and out are JSON:

  in   {"answered": [["item 1", 1], ["item 2", 0]], "method": "eap"}
  out  {"theta": 0.31, "se": 0.74, "next": "item 7"}

method is eap (when it is left out), map or wle. next is the item that tells most at theta, null when
none is left. theta and se are null for wle without an answer: next is then chosen at 0. A line that
is wrong gives {"error": ...} in its place, and the others go on.

Exit codes: 0 done, 1 failed, 2 wrong usage, a file to mend, or at least one wrong line.
`;

const REQUEST = z.object({
  answered: z.array(z.tuple([z.string(), z.union([z.literal(0), z.literal(1)])])),
  method: z.enum(METHODS).default('eap'),
});

export const nextCommand: Command = fileCommand({
  name: 'skills next',
  summary: 'say which item to ask next',
  help: HELP,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: { bank: { type: 'string' }, 'prior-sd': { type: 'string' } },
    });
    const priorSd = numberOption(values['prior-sd'], 'prior-sd', {
      fallback: 1,
      from: 0.01,
      to: 100,
    });
    const { bytes, name } = await readOption(values, 'bank');
    const { bank } = readBank(bytes, name);
    // Nodes close enough for somebody who has answered everything.
    const everything = answeredInformation(bank, [...bank.ids.keys()]);
    const table = posteriorTable(bank, priorSd, everything);
    let line = 0;
    let wrong = 0;
    for await (const text of createInterface({ input: cli.stdin, crlfDelay: Infinity })) {
      line++;
      if (text.trim() === '') continue;
      try {
        await write(cli.stdout, `${JSON.stringify(answerTo(text, table))}\n`);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        wrong++;
        cli.stderr.write(`line ${line}: ${error.message}\n`);
        await write(cli.stdout, `${JSON.stringify({ error: `line ${line}: ${error.message}` })}\n`);
      }
    }
    return wrong > 0 ? 2 : 0;
  },
});

function answerTo(text: string, table: PosteriorTable) {
  const { answered, method } = requestOf(text);
  const { bank } = table;
  const test = startTest(table);
  for (const [id, right] of answered) {
    const item = bank.positions.get(id);
    if (item === undefined) throw new InputError(`"${id}" is not in the bank`);
    if (test.closed[item]) throw new InputError(`"${id}" is answered twice`);
    recordAnswer(test, item, right);
  }
  const found = estimate(table, test, method);
  const next = nextItem(test, {}, undefined, undefined, found?.theta ?? 0);
  return {
    theta: found ? rounded(found.theta) : null,
    se: found ? rounded(found.se) : null,
    next: bank.ids[next] ?? null,
  };
}

function requestOf(text: string): z.infer<typeof REQUEST> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new InputError('not JSON');
  }
  const parsed = REQUEST.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(
    `${issue?.path.join('.') || 'the request'} is not as expected: {"answered": [["item", 0 or 1], ...], "method": "eap", "map" or "wle"}`,
  );
}
