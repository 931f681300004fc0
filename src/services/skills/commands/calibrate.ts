import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import type { Command } from '#platform/cli/command.ts';
import {
  type Calibration,
  type CalibrationOptions,
  calibrate,
  isModel,
  MODELS,
  type Model,
} from '../domain/calibration/calibrate.ts';
import { readBank } from '../files/bank-file.ts';
import { rounded } from '../files/numbers.ts';
import { readResponses } from '../files/responses-file.ts';
import { InputError } from '../files/table.ts';
import { fileCommand, numberOption, readOption, write } from './input.ts';

const HELP = `renfort skills calibrate --responses FILE --model MODEL [options]

Estimates the parameters of items from answers (marginal maximum likelihood), with standard errors.
Writes CSV: item,a,b,c,se_a,se_b,n,p_correct; an item that everybody got right, or wrong, has none.
Then prints the log-likelihood, on standard error when the CSV goes to standard output.

  --responses FILE    one column an item, 1 right, 0 wrong, empty not asked
  --model MODEL       2pl, 3pl, or rasch (a = 1, the spread of the people is estimated and printed)
  --out FILE          write the CSV there
  --guess NUMBER      3pl: hold c at this value (1 / number of choices) instead of estimating it, with
                      priors: Beta(5, 17) on c, ln a ~ N(0, 0.5), -a b ~ N(0, 3)
  --anchors FILE      a bank whose items keep their parameters: the others come on its scale

Exit codes: 0 done, 1 failed, 2 wrong usage or a file to mend, 3 written, but not to be trusted
(the message says why).
`;

export const calibrateCommand: Command = fileCommand({
  name: 'skills calibrate',
  summary: 'estimate the parameters of items from answers',
  help: HELP,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        responses: { type: 'string' },
        model: { type: 'string' },
        out: { type: 'string' },
        guess: { type: 'string' },
        anchors: { type: 'string' },
      },
    });
    const options = await optionsOf(values);
    const { bytes, name } = await readOption(values, 'responses');
    const responses = readResponses(bytes, name);
    const result = calibrate(responses, options);
    if (!result.ok) {
      throw new InputError(
        result.error === 'no_answers'
          ? `${name} holds no answer`
          : `${name}: ${options.model} needs at least ${result.detail?.least} items that some got right and others wrong`,
      );
    }
    const calibration = result.value;
    for (const line of remarks(calibration, responses.items)) cli.stderr.write(`${line}\n`);
    const csv = csvOf(calibration, responses.items);
    if (values.out) await writeFile(values.out, csv);
    else await write(cli.stdout, csv);
    await write(values.out ? cli.stdout : cli.stderr, summary(calibration));
    return calibration.converged ? 0 : 3;
  },
});

async function optionsOf(values: Record<string, string | undefined>): Promise<CalibrationOptions> {
  const model = values.model ?? '';
  if (!isModel(model)) throw new InputError(`--model wants ${MODELS.join(', ')}, not "${model}"`);
  return {
    model,
    ...guessOption(values.guess, model),
    ...(values.anchors === undefined ? {} : { anchors: await anchorsOf(values) }),
  };
}

function guessOption(text: string | undefined, model: Model): { fixedGuess?: number } {
  if (text === undefined) return {};
  if (model !== '3pl') throw new InputError('--guess goes with --model 3pl');
  return { fixedGuess: numberOption(text, 'guess', { fallback: 0, from: 0, to: 0.9 }) };
}

async function anchorsOf(values: Record<string, string | undefined>) {
  const { bytes, name } = await readOption(values, 'anchors');
  const { bank } = readBank(bytes, name);
  return new Map(
    bank.ids.map((id, at) => [id, { a: bank.a[at]!, b: bank.b[at]!, c: bank.c[at]! }]),
  );
}

function* remarks(calibration: Calibration, ids: readonly string[]): Generator<string> {
  for (const [at, item] of calibration.items.entries()) {
    const { answered, right } = calibration.tallies[at]!;
    if (item === undefined) {
      const why =
        answered === 0
          ? 'nobody answered'
          : right === 0
            ? 'everybody got wrong'
            : 'everybody got right';
      yield `Left out: "${ids[at]}", which ${why} (${answered} answers)`;
    } else if (item.runaway) {
      yield `Look at "${item.id}": its discrimination has no limit. Is it a copy of another item, or are there too few answers?`;
    } else if (item.a <= 0) {
      yield `Look at "${item.id}": the better people are, the less they succeed (a = ${item.a.toFixed(2)}). Is its key right?`;
    }
  }
  if (!calibration.converged) yield 'The estimates did not settle: more answers are needed.';
}

function csvOf(calibration: Calibration, ids: readonly string[]): string {
  const cell = (value: number | undefined) => (value === undefined ? '' : rounded(value));
  const lines = calibration.items.map((item, at) => {
    const { answered, right } = calibration.tallies[at]!;
    return [
      ids[at],
      cell(item?.a),
      cell(item?.b),
      cell(item?.c),
      cell(item?.seA),
      cell(item?.seB),
      answered,
      cell(answered === 0 ? undefined : right / answered),
    ];
  });
  return stringify([['item', 'a', 'b', 'c', 'se_a', 'se_b', 'n', 'p_correct'], ...lines]);
}

function summary({ model, logLikelihood, mean, sd, people, cycles }: Calibration): string {
  const lines = [`log-likelihood: ${logLikelihood.toFixed(6)}`];
  if (sd !== 1 || mean !== 0) lines.push(`people: mean ${rounded(mean)}, sd ${rounded(sd)}`);
  if (model === 'rasch') lines.push(`score with: --prior-sd ${rounded(sd)}`);
  lines.push(`answered by ${people} people, ${cycles} cycles`);
  return `${lines.join('\n')}\n`;
}
