// Reading a list of volunteers into the register, on an embedded PostgreSQL with fsync on. Named
// baselines: the same program checking the same file without writing (the floor, in this run), and
// the member import of Paheko, measured apart in November 2026 on 20,000 records: 1,031 rows/s.
// "node" and "sql": processor time of a row, which other work on the machine changes little.
// LINES=20000 npm run bench -- import
import { communeAt, communes } from '#platform/geo/index.ts';
import { seededRandom } from '#platform/kernel/random.ts';
import { importVolunteers } from '#services/volunteers/index.ts';
import { postgresCpu } from './parts/postgres-processes.ts';
import { printTable } from './parts/table.ts';
import { withRenfort } from './parts/temporary-renfort.ts';

const PAHEKO_ROWS_PER_SECOND = 1_031;
const LINES = Number(process.env.LINES ?? 50_000);

function list(): Buffer {
  const random = seededRandom(7);
  const lines = Array.from({ length: LINES }, (_, i) => {
    const commune = communeAt(Math.floor(random.next() * communes().count));
    const year = 1940 + Math.floor(random.next() * 65);
    const phone = `06 39 98 ${String(Math.floor(i / 100) % 100).padStart(2, '0')} ${String(i % 100).padStart(2, '0')}`;
    const mobile = i < 10_000 ? phone : '';
    return `Nom${i};Prénom${i};p${i}@test.example;${mobile};12/03/${year};${commune.name};${commune.postalCodes[0] ?? ''};cooking, driving;PSC1;oui`;
  });
  const titles =
    'Nom;Prénom;Courriel;Portable;Date de naissance;Commune;Code postal;Compétences;Diplômes;Accord crise';
  return Buffer.from([titles, ...lines].join('\n'));
}

await withRenfort(async ({ ctx, folder }) => {
  const bytes = list();
  const run = async (name: string, dryRun: boolean): Promise<(string | number)[]> => {
    const began = performance.now();
    const cpu = [process.cpuUsage(), postgresCpu(folder)] as const;
    const result = await importVolunteers(
      ctx,
      { kind: 'system', name: 'bench' },
      async function* () {
        for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
      },
      { dryRun, contactsVerified: true },
    );
    if (!result.ok) throw new Error(result.error);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu[0]);
    const { created, updated, rejected } = result.value;
    return [
      name,
      created,
      updated,
      rejected.length,
      Number(seconds.toFixed(1)),
      Math.round(LINES / seconds),
      Number((LINES / seconds / PAHEKO_ROWS_PER_SECOND).toFixed(1)),
      Math.round((user + system) / LINES),
      Math.round(((postgresCpu(folder) - cpu[1]) * 1e6) / LINES),
    ];
  };
  printTable(
    [
      'import',
      'new',
      'completed',
      'rejected',
      'seconds',
      'rows/s',
      'x Paheko',
      'node µs',
      'sql µs',
    ],
    [
      await run('trial (reads, checks, writes nothing)', true),
      await run('first import, search rows included', false),
      await run('the same list again', false),
    ],
  );
});
