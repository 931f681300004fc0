import { parseArgs } from 'node:util';
import type { Command } from '#platform/cli/command.ts';
import type { Responses } from '../domain/calibration/responses.ts';
import type { Answers, Bank } from '../domain/irt/bank.ts';
import { estimate, isMethod, METHODS } from '../domain/irt/estimate.ts';
import { answeredInformation, posteriorTable } from '../domain/irt/posterior.ts';
import { type BankFile, readBank } from '../files/bank-file.ts';
import { rounded } from '../files/numbers.ts';
import { readResponses } from '../files/responses-file.ts';
import { InputError } from '../files/table.ts';
import { fileCommand, numberOption, readOption, write } from './input.ts';

const HELP = `renfort skills score --bank FILE --responses FILE [options]

Measures people from their answers. Writes CSV: row (from 1), theta, se, in logits; both empty where
the answers say nothing (wle without an answer).

  --bank FILE         items: columns item,a,b[,c][,area], decimals with a point
  --responses FILE    one column an item of the bank, 1 right, 0 wrong, empty not asked
  --method METHOD     eap (mean of the posterior, the default), map (its mode) or wle (Warm)
  --prior-sd NUMBER   standard deviation of the normal prior of eap and map; default 1

Exit codes: 0 done, 1 failed, 2 wrong usage or a file to mend.
`;

export const scoreCommand: Command = fileCommand({
  name: 'skills score',
  summary: 'measure people from their answers',
  help: HELP,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        bank: { type: 'string' },
        responses: { type: 'string' },
        method: { type: 'string', default: 'eap' },
        'prior-sd': { type: 'string' },
      },
    });
    const { method } = values;
    if (!isMethod(method)) {
      throw new InputError(`--method wants ${METHODS.join(', ')}, not "${method}"`);
    }
    const priorSd = numberOption(values['prior-sd'], 'prior-sd', {
      fallback: 1,
      from: 0.01,
      to: 100,
    });
    const bankOption = await readOption(values, 'bank');
    const file = readBank(bankOption.bytes, bankOption.name);
    const responsesOption = await readOption(values, 'responses');
    const responses = readResponses(responsesOption.bytes, responsesOption.name);
    const { positions, passedOver } = columnsInBank(responses, file, responsesOption.name);
    if (passedOver.length > 0) {
      cli.stderr.write(`Not counted, without parameters in the bank: ${passedOver.join(', ')}\n`);
    }
    const people = Array.from({ length: responses.people }, (_, person) =>
      answersOf(responses, person, positions),
    );
    const table = posteriorTable(file.bank, priorSd, mostAnswered(file.bank, people));
    const lines = ['row,theta,se'];
    for (const [at, answers] of people.entries()) {
      const found = estimate(table, answers, method);
      lines.push(`${at + 1},${found ? `${rounded(found.theta)},${rounded(found.se)}` : ','}`);
    }
    await write(cli.stdout, `${lines.join('\n')}\n`);
    return 0;
  },
});

function columnsInBank({ items }: Responses, { bank, unknown }: BankFile, name: string) {
  const passedOver: string[] = [];
  const positions = items.map((id, column) => {
    const position = bank.positions.get(id);
    if (position !== undefined) return position;
    if (!unknown.has(id)) {
      throw new InputError(`${name}, line 1, column ${column + 1}: "${id}" is not in the bank`);
    }
    passedOver.push(id);
    return -1;
  });
  return { positions, passedOver };
}

function answersOf(
  { items, values }: Responses,
  person: number,
  positions: readonly number[],
): Answers {
  const asked: number[] = [];
  const right: number[] = [];
  for (let column = 0; column < items.length; column++) {
    const value = values[person * items.length + column]!;
    if (value < 0 || positions[column]! < 0) continue;
    asked.push(positions[column]!);
    right.push(value);
  }
  return { items: asked, right };
}

function mostAnswered(bank: Bank, people: readonly Answers[]): number {
  return people.reduce((most, { items }) => Math.max(most, answeredInformation(bank, items)), 0);
}
