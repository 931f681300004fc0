// Nothing confirmed is lost: `renfort serve` is killed with SIGKILL while people answer a call over
// HTTP (every other time its PostgreSQL is killed with it), started again and checked, twenty times.
//   ROUNDS=50 npm run bench -- kill
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killWhilePeopleAnswer } from '#test/faults/kill-rounds.ts';
import { printTable } from './parts/table.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 20);

const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));
const stops: (() => unknown)[] = [];
try {
  const { rounds } = await killWhilePeopleAnswer(
    { after: (stop) => void stops.push(stop as () => unknown) },
    { folder, rounds: ROUNDS, people: 150 * ROUNDS, places: 25 * ROUNDS, clients: 16 },
  );
  let confirmed = 0;
  printTable(
    [
      'kill',
      'killed',
      'confirmed',
      'under way',
      'confirmed so far',
      'found',
      'first page again, ms',
    ],
    rounds.map(({ killed, taken, unknown, startMs, found }, index) => {
      confirmed += taken;
      return [index + 1, killed, taken, unknown, confirmed, found, Math.round(startMs)];
    }),
  );
  process.stdout.write(
    `${confirmed} answers confirmed over ${ROUNDS} kills, ${rounds.at(-1)?.found} found\n`,
  );
} finally {
  for (const stop of stops) await stop();
  rmSync(folder, { recursive: true, force: true });
}
