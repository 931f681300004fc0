import { parseArgs } from 'node:util';
import type { Command } from '#platform/cli/command.ts';
import { type Random, seededRandom } from '#platform/kernel/random.ts';
import type { Responses } from '../domain/calibration/responses.ts';
import type { SelectionRules } from '../domain/cat/selection.ts';
import type { StoppingRules } from '../domain/cat/stopping.ts';
import { type Bank, bankOf } from '../domain/irt/bank.ts';
import { type PosteriorTable, posteriorTable } from '../domain/irt/posterior.ts';
import {
  type Accuracy,
  type AnswerOf,
  chancesUnderLimit,
  figures,
  simulate,
} from '../domain/simulation/simulate.ts';
import { readBank } from '../files/bank-file.ts';
import { rounded } from '../files/numbers.ts';
import { readResponses, readThetas } from '../files/responses-file.ts';
import { InputError } from '../files/table.ts';
import { fileCommand, numberOption, readOption, write } from './input.ts';

const HELP = `renfort skills simulate --bank FILE --theta FILE --responses FILE --items N [options]

Gives the adaptive test to people whose abilities and answers are known, and says how well it measures
them and how much of the bank it shows. Prints JSON.

  --bank FILE         items: columns item,a,b[,c][,area]
  --theta FILE        true abilities: column theta, one row a person
  --responses FILE    their answers to every item: one column an item, in the order of the abilities
  --items N           length of the test
  --exposure SHARE    no item to more than this share of the people (0.25)
  --sympson-hetter    holds --exposure by chances that simulations find beforehand, instead of making an
                      item wait
  --areas N           the same number of items in N areas; without a column "area" in the bank, the
                      items are dealt out to N areas in turn
  --stop-se NUMBER    a test ends when the standard error is this small, or after N items
  --among N           draws among the N best items
  --progressive       chance first, information later
  --success RATE      aims at this rate of success instead of what tells most
  --prior-sd NUMBER   standard deviation of the prior; default 1
  --seed N            of what is drawn; default 1

Exit codes: 0 done, 1 failed, 2 wrong usage or a file to mend.
`;

export const simulateCommand: Command = fileCommand({
  name: 'skills simulate',
  summary: 'measure an adaptive test on known people',
  help: HELP,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        bank: { type: 'string' },
        theta: { type: 'string' },
        responses: { type: 'string' },
        items: { type: 'string' },
        exposure: { type: 'string' },
        'sympson-hetter': { type: 'boolean', default: false },
        areas: { type: 'string' },
        'stop-se': { type: 'string' },
        among: { type: 'string' },
        progressive: { type: 'boolean', default: false },
        success: { type: 'string' },
        'prior-sd': { type: 'string' },
        seed: { type: 'string' },
      },
    });
    const { progressive, 'sympson-hetter': sympsonHetter, ...texts } = values;
    if (texts.items === undefined) throw new InputError('--items N is missing');
    const length = whole(texts.items, 'items', 1);
    const bankFile = await readOption(texts, 'bank');
    const bank = withAreas(readBank(bankFile.bytes, bankFile.name).bank, texts.areas);
    const thetaFile = await readOption(texts, 'theta');
    const thetas = readThetas(thetaFile.bytes, thetaFile.name);
    const responsesFile = await readOption(texts, 'responses');
    const responses = readResponses(responsesFile.bytes, responsesFile.name);
    if (responses.people !== thetas.length) {
      throw new InputError(
        `${responsesFile.name} has ${responses.people} rows and ${thetaFile.name} has ${thetas.length}: they must be the same people`,
      );
    }
    const columns = columnsOf(bank, responses, responsesFile.name);
    const { items, values: answers } = responses;
    const priorSd = numberOption(texts['prior-sd'], 'prior-sd', {
      fallback: 1,
      from: 0.01,
      to: 100,
    });
    const stopSe = numberOption(texts['stop-se'], 'stop-se', { fallback: 0, from: 0 });
    const selection = selectionOf(texts, bank, progressive ? length : undefined);
    const random = seededRandom(whole(texts.seed ?? '1', 'seed', 0));
    const table = posteriorTable(bank, priorSd);
    const answerOf = (person: number, item: number) =>
      answers[person * items.length + columns[item]!]!;
    const stopping = { length, ...(stopSe > 0 ? { se: stopSe } : {}) };
    const rules = {
      selection: sympsonHetter
        ? withChances({ table, people: responses.people, answerOf }, selection, stopping, random)
        : selection,
      stopping,
    };
    const before = process.cpuUsage();
    const simulation = simulate(table, responses.people, answerOf, rules, random);
    const { user, system } = process.cpuUsage(before);
    const asked = simulation.tests.reduce((sum, test) => sum + test.items.length, 0);
    const { eap, wle, meanLength, p95Length, exposure } = figures(simulation, thetas);
    const report = {
      people: responses.people,
      ...accuracyOf(eap),
      length: rounded(meanLength),
      length_p95: p95Length,
      exposure: rounded(exposure.most),
      overlap: rounded(exposure.overlap),
      never_shown: exposure.neverShown,
      cpu_ms_per_item: rounded((user + system) / 1e3 / Math.max(1, asked)),
      wle: accuracyOf(wle),
    };
    await write(cli.stdout, `${JSON.stringify(report, null, 2)}\n`);
    return 0;
  },
});

function whole(text: string, option: string, from: number): number {
  const value = numberOption(text, option, { fallback: from, from });
  if (!Number.isInteger(value)) throw new InputError(`--${option} wants a whole number`);
  return value;
}

function selectionOf(
  texts: Readonly<Record<string, string | undefined>>,
  bank: Bank,
  progressiveOver: number | undefined,
): SelectionRules {
  const share = (option: string) =>
    numberOption(texts[option], option, { fallback: 0, from: 0.001, to: 1 });
  const limit = share('exposure');
  const successRate = share('success');
  return {
    among: whole(texts.among ?? '1', 'among', 1),
    ...(limit > 0 ? { limit } : {}),
    ...(successRate > 0 ? { successRate: Math.min(0.99, successRate) } : {}),
    ...(progressiveOver === undefined ? {} : { progressiveOver }),
    ...(texts.areas === undefined
      ? {}
      : { areaShares: bank.areas.map(() => 1 / bank.areas.length) }),
  };
}

/** How often the chances are found again: they no longer move by more than chance does. */
const TURNS = 12;

/** Chances to ask a selected item (Sympson and Hetter) in the place of the limit. @throws InputError */
function withChances(
  known: { table: PosteriorTable; people: number; answerOf: AnswerOf },
  { limit, ...selection }: SelectionRules,
  stopping: StoppingRules,
  random: Random,
): SelectionRules {
  if (limit === undefined) throw new InputError('--sympson-hetter wants --exposure SHARE');
  const { table, people, answerOf } = known;
  const rules = { selection, stopping, limit, turns: TURNS };
  const askedWhenSelected = chancesUnderLimit(table, people, answerOf, rules, random);
  return { ...selection, askedWhenSelected };
}

/** The areas of the bank, when it has that many; else dealt out in turn. */
function withAreas(bank: Bank, text: string | undefined): Bank {
  if (text === undefined) return bank;
  const areas = whole(text, 'areas', 1);
  if (bank.areas.length === areas && !bank.areas.includes('')) return bank;
  if (!bank.areas.every((area) => area === '')) {
    throw new InputError(
      `--areas ${areas}: the bank has ${bank.areas.length} (${bank.areas.join(', ')})`,
    );
  }
  const dealt = bankOf(
    bank.ids.map((id, at) => ({
      id,
      a: bank.a[at]!,
      b: bank.b[at]!,
      c: bank.c[at]!,
      area: String((at % areas) + 1),
    })),
  );
  if (!dealt.ok) throw new Error(dealt.error);
  return dealt.value;
}

/** The column of the responses for each item of the bank. */
function columnsOf(bank: Bank, { items }: Responses, name: string): Int32Array {
  const places = new Map(items.map((id, column) => [id, column]));
  return Int32Array.from(bank.ids, (id) => {
    const column = places.get(id);
    if (column === undefined) throw new InputError(`${name}, line 1: no column "${id}"`);
    return column;
  });
}

function accuracyOf({ rmse, bias, coverage, se, biasLow, biasHigh }: Accuracy) {
  return {
    rmse: rounded(rmse),
    bias: rounded(bias),
    coverage: rounded(coverage),
    mean_se: rounded(se),
    bias_low: biasLow === undefined ? null : rounded(biasLow),
    bias_high: biasHigh === undefined ? null : rounded(biasHigh),
  };
}
