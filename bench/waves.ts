// A worker killed with SIGKILL in the middle of a wave, twenty times, a little later in the wave each
// time: how often somebody was called twice, or not at all.
//   ROUNDS=50 npm run bench -- waves
import { killDuringWaves } from '#test/faults/wave-rounds.ts';
import { printTable } from './parts/table.ts';
import { withRenfort } from './parts/temporary-renfort.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 20);
const PEOPLE = 3_000;

await withRenfort(async ({ url, database }) => {
  const stops: (() => unknown)[] = [];
  try {
    const rounds = await killDuringWaves(
      { after: (stop) => void stops.push(stop as () => unknown) },
      { ...database, url },
      { rounds: ROUNDS, people: PEOPLE, onRound: () => process.stderr.write('.') },
    );
    printTable(
      ['kill', 'it was at', 'people', 'called twice', 'missing', 'everybody called after, ms'],
      rounds.map(({ doing, people, twice, missing, againMs }, index) => [
        index + 1,
        doing,
        people,
        twice,
        missing,
        Math.round(againMs),
      ]),
    );
  } finally {
    for (const stop of stops) await stop();
  }
});
