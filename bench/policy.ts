// The call-out policy against the rules seen in the field, in nine scenarios, 300 runs each.

import { seededRandom } from '#platform/kernel/random.ts';
import { NINE, POLICIES, POLICY_NAMES, simulateMany } from '#services/crises/index.ts';
import { printTable } from './parts/table.ts';

const RUNS = 300;
const rows = NINE.map((scenario) => [
  `${scenario.places} / ${scenario.eligible} / ${scenario.deadline} min / ${scenario.accept * 100} %`,
  ...POLICY_NAMES.map((name) => {
    const { fillRate, alertsPerPlace, turnedAway, medianMinutes } = simulateMany(
      scenario,
      POLICIES[name],
      { runs: RUNS, random: seededRandom(1) },
    );
    const minutes = medianMinutes === null ? '-' : Math.round(medianMinutes);
    return `${fillRate.toFixed(2)} ${alertsPerPlace.toFixed(1)} ${turnedAway.toFixed(0)} ${minutes}`;
  }),
]);
process.stdout.write(
  'places / people / deadline / accept: share of runs filled, alerts per place, turned away, median minutes\n',
);
printTable(['scenario', ...POLICY_NAMES], rows);
