import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Command } from '#platform/cli/command.ts';
import { seededRandom } from '#platform/kernel/random.ts';
import { expectedFrom, FASTEST, SLOWEST, WAYS } from './domain/past-answers.ts';
import { POLICIES, POLICY_NAMES } from './domain/policies.ts';
import { simulateMany } from './domain/simulation.ts';
import { planWave } from './domain/wave.ts';

const count = z.number().int().nonnegative();
const PLAN = z.strictObject({
  now: z.number(),
  deadline: z.number(),
  places: count,
  eligible: count,
  invitations: z.array(
    z.strictObject({
      sentAt: z.number(),
      channel: z.string().optional(),
      reply: z.enum(['yes', 'no']).optional(),
      repliedAt: z.number().optional(),
    }),
  ),
  noShow: z.number().min(0).max(0.9).optional(),
  past: z
    .partialRecord(
      z.enum(WAYS),
      z.strictObject({
        rate: z.number().min(0).max(1),
        pace: z.number().min(FASTEST).max(SLOWEST).default(1),
        called: z.number().nonnegative().default(1),
      }),
    )
    .optional(),
});

export const planCommand: Command = {
  name: 'crises plan',
  summary: 'Plan the next wave of call-outs read from standard input',
  help: `usage: renfort crises plan < CALL_OUTS.jsonl

Reads one JSON document per line:
  {"now": 30, "deadline": 120, "places": 20, "eligible": 900, "noShow": 0.1, "invitations":
   [{"sentAt": 0, "channel": "sms", "reply": "yes", "repliedAt": 12}, {"sentAt": 0, "channel": "email"}]}
Times are minutes on any common origin; eligible counts the people who can still be called; noShow is
the share of the confirmed who will not come (0 to 0.9).
What past call-outs taught may be given with "past", for each channel (email, sms, both):
  "past": {"sms": {"rate": 0.09, "pace": 1.2, "called": 400}, "email": {"rate": 0.04, "called": 90}}
rate is the share of the people called who say yes (kept within 0.02 and 0.5), pace multiplies the usual
delays (${FASTEST} to ${SLOWEST}), called weighs the channels, with the invitations of each channel. The channel of
an invitation says at which pace its answer is waited for. Without "past", every channel answers alike.
Writes for each line
  {"send": N, "fillProbability": P, "expectedAlerts": N}
or {"error": "..."}. The same line always gives the same answer; nothing is stored or sent.
Exit codes: 0 every line was planned; 2 a line could not be read.`,
  async run(args, cli) {
    if (args.length > 0) {
      cli.stderr.write('usage: renfort crises plan < CALL_OUTS.jsonl\n');
      return 2;
    }
    let refused = false;
    let number = 0;
    for await (const line of createInterface({
      input: cli.stdin,
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number++;
      if (line.trim() === '') continue;
      const input = parsePlan(line);
      if (typeof input === 'string') {
        refused = true;
        cli.stderr.write(`Line ${number}: ${input}\n`);
        cli.stdout.write(`${JSON.stringify({ error: input })}\n`);
        continue;
      }
      const { send, fillProbability, expectedAlerts } = planWave(withPast(input));
      cli.stdout.write(`${JSON.stringify({ send, fillProbability, expectedAlerts })}\n`);
    }
    return refused ? 2 : 0;
  },
};

function withPast({ past, ...input }: z.infer<typeof PLAN>) {
  if (!past) return input;
  const habits = WAYS.flatMap((way) => (past[way] ? [{ way, ...past[way] }] : []));
  return { ...input, expected: expectedFrom(habits, input.invitations) };
}

function parsePlan(line: string): z.infer<typeof PLAN> | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
  const parsed = PLAN.safeParse(json);
  if (parsed.success) return parsed.data;
  return parsed.error.issues
    .map(({ path, message }) => `${path.join('.') || 'document'}: ${message}`)
    .join('; ');
}

const SCENARIO = z.strictObject({
  places: z.coerce.number().int().min(1).max(10_000).default(20),
  eligible: z.coerce.number().int().min(0).max(1_000_000).default(1000),
  deadline: z.coerce
    .number()
    .min(1)
    .max(14 * 24 * 60)
    .default(45),
  accept: z.coerce.number().min(0).max(0.5).default(0.15),
  decline: z.coerce.number().min(0).max(0.5).default(0.12),
  runs: z.coerce.number().int().min(1).max(100_000).default(300),
  seed: z.coerce.number().int().min(0).default(1),
  policy: z.enum(POLICY_NAMES).default('adaptive'),
  json: z.boolean().default(false),
});

const OPTIONS = {
  places: { type: 'string' },
  eligible: { type: 'string' },
  deadline: { type: 'string' },
  accept: { type: 'string' },
  decline: { type: 'string' },
  runs: { type: 'string' },
  seed: { type: 'string' },
  policy: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const simulateCommand: Command = {
  name: 'crises simulate',
  summary: 'Play a call-out many times and show how it fills',
  help: `usage: renfort crises simulate [options]

Half the people answer, half never do; delays follow the curve measured by Covidliste; the policy knows
only the replies. Nothing is stored or sent.
  --places N      places to fill (20)
  --eligible N    people who can be called (1000)
  --deadline N    minutes (45)
  --accept R      share of the people called who end up saying yes, 0 to 0.5 (0.15)
  --decline R     share who say no, 0 to 0.5 (0.12)
  --policy NAME   ${POLICY_NAMES.join(', ')} (adaptive)
  --runs N        (300)       --seed N   the same seed gives the same runs (1)
  --json          one JSON document: fillRate, medianMinutes, alertsPerPlace, turnedAway, mostConfirmed
Exit codes: 0 done; 2 wrong usage.`,
  async run(args, cli) {
    const options = simulateOptions(args);
    if (typeof options === 'string') {
      cli.stderr.write(`${options}\n`);
      return 2;
    }
    const { runs, seed, policy, json, ...scenario } = options;
    const summary = simulateMany(scenario, POLICIES[policy], {
      runs,
      random: seededRandom(seed),
    });
    if (json) {
      cli.stdout.write(`${JSON.stringify({ policy, ...scenario, runs, seed, ...summary })}\n`);
      return 0;
    }
    const minutes =
      summary.medianMinutes === null ? '-' : `${Math.round(summary.medianMinutes)} min`;
    cli.stdout.write(
      `${policy}: ${scenario.places} places, ${scenario.eligible} people, ${scenario.deadline} min, ${runs} runs\n` +
        `filled in ${(summary.fillRate * 100).toFixed(1)} % of the runs, median ${minutes}\n` +
        `${summary.alertsPerPlace.toFixed(1)} alerts per place, ${summary.turnedAway.toFixed(1)} turned away\n` +
        `at most ${summary.mostConfirmed} confirmed\n`,
    );
    return 0;
  },
};

function simulateOptions(args: readonly string[]): z.infer<typeof SCENARIO> | string {
  let values: unknown;
  try {
    ({ values } = parseArgs({ args: [...args], options: OPTIONS, strict: true }));
  } catch (error) {
    return (error as Error).message;
  }
  const parsed = SCENARIO.safeParse(values);
  if (parsed.success) return parsed.data;
  return parsed.error.issues
    .map(({ path, message }) => `--${path.join('.')}: ${message}`)
    .join('\n');
}
