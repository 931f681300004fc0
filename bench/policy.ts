// The call-out policy against the rules seen in the field, in nine scenarios, 300 runs each; then the same
// policy with a rate learned from past call-outs, right or wrong by three. RUNS=1000 npm run bench -- policy
// (p): alerts a place of the published plug-in rule that this one improves on, where it is known.
import { seededRandom } from '#platform/kernel/random.ts';
import {
  expectedFrom,
  NINE,
  POLICIES,
  POLICY_NAMES,
  type Policy,
  simulateMany,
  waveSize,
} from '#services/crises/index.ts';
import { printTable } from './parts/table.ts';

const RUNS = Number(process.env.RUNS ?? 300);
/** In the order of NINE. */
const PLUG_IN = [31, 12, 6, 37, 15, undefined, undefined, 9, undefined] as const;
const FACTORS = [
  ['rate right', 1],
  ['three times too low', 1 / 3],
  ['three times too high', 3],
] as const;

type Scenario = (typeof NINE)[number];

const nameOf = ({ places, eligible, deadline, accept }: Scenario) =>
  `${places} / ${eligible} / ${deadline} min / ${accept * 100} %`;
const played = (scenario: Scenario, policy: Policy) =>
  simulateMany(scenario, policy, { runs: RUNS, random: seededRandom(1) });

const rows = NINE.map((scenario) => [
  nameOf(scenario),
  ...POLICY_NAMES.map((name) => {
    const { fillRate, alertsPerPlace, turnedAway, medianMinutes } = played(
      scenario,
      POLICIES[name],
    );
    const minutes = medianMinutes === null ? '-' : Math.round(medianMinutes);
    return `${fillRate.toFixed(2)} ${alertsPerPlace.toFixed(1)} ${turnedAway.toFixed(0)} ${minutes}`;
  }),
]);
process.stdout.write(
  'places / people / deadline / accept: share of runs filled, alerts per place, turned away, median minutes\n',
);
printTable(['scenario', ...POLICY_NAMES], rows);

const learned = NINE.map((scenario, index) => [
  nameOf(scenario),
  PLUG_IN[index] ?? '-',
  ...FACTORS.map(([, factor]) => {
    const rate = scenario.accept * factor;
    const expected = expectedFrom([{ way: 'sms', rate, pace: 1, called: 500 }], []);
    const { fillRate, alertsPerPlace } = played(scenario, (state) =>
      waveSize({ ...state, expected }),
    );
    return `${fillRate.toFixed(2)} ${alertsPerPlace.toFixed(1)}`;
  }),
]);
process.stdout.write(
  '\nWith a rate learned from past call-outs: share of runs filled, alerts per place\n',
);
printTable(['scenario', '(p)', ...FACTORS.map(([label]) => label)], learned);
