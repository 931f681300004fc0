// Eligibility decisions per second on one core, for the programme pack: invented records of the length
// of real ones. Baseline in the same run: the codes alone (an object code or an activity that excludes).
import { decide, factsOfRow, newestPack } from '#services/associations/domain/eligibility/index.ts';
import { benchCases } from './parts/eligibility-cases.ts';
import { printTable } from './parts/table.ts';

const ROUNDS = 5;
const cases = benchCases(20_000);
const pack = newestPack('associations-1901');
if (!pack) throw new Error('The programme pack is missing');

function rate(work: (row: (typeof cases)[number]) => unknown): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const row of cases) work(row);
    return (cases.length / (performance.now() - start)) * 1000;
  });
  return rates.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
}

const EXCLUDING = new Set([
  '001000',
  '001005',
  '001010',
  '001015',
  '001020',
  '023005',
  '023030',
  '040000',
]);
const characters = cases.reduce((sum, row) => sum + row.object_text.length, 0);
printTable(
  ['decisions on one core', 'per second'],
  [
    ['codes alone', Math.round(rate((row) => EXCLUDING.has(row.object_code1)))],
    [
      'pack associations-1901, with all reasons',
      Math.round(rate((row) => decide(pack, factsOfRow(row)))),
    ],
    ['mean length of the purpose, characters', Math.round(characters / cases.length)],
  ],
);
