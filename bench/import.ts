// Reading a list of volunteers into the register, on an embedded PostgreSQL with fsync on. Named
// baselines: the same program checking the same file without writing (the floor, in this run), and
// the member import of Paheko, measured apart in November 2026 on 20,000 records: 1,031 rows/s.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { MIGRATIONS } from '#app';
import { readConfig } from '#platform/config.ts';
import { createContext } from '#platform/context.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect } from '#platform/db/index.ts';
import { migrate } from '#platform/db/migrate.ts';
import { communeAt, communes } from '#platform/geo/index.ts';
import { seededRandom } from '#platform/kernel/random.ts';
import { importVolunteers } from '#services/volunteers/index.ts';
import { printTable } from './parts/table.ts';

const PAHEKO_ROWS_PER_SECOND = 1_031;
const LINES = 50_000;

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

const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));
const embedded = await startEmbedded(folder);
const database = connect(embedded.url);
try {
  await migrate(database.pool, MIGRATIONS);
  const ctx = createContext({
    config: readConfig({ RENFORT_LOG: 'silent', RENFORT_DATA: folder }),
    db: database.db,
    log: pino({ level: 'silent' }),
  });
  const bytes = list();
  const run = async (dryRun: boolean) => {
    const began = performance.now();
    const result = await importVolunteers(
      ctx,
      { kind: 'system', name: 'bench' },
      async function* () {
        for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
      },
      { dryRun, contactsVerified: true },
    );
    if (!result.ok) throw new Error(result.error);
    return { seconds: (performance.now() - began) / 1000, report: result.value };
  };
  const row = (name: string, { seconds, report }: Awaited<ReturnType<typeof run>>) => {
    const perSecond = LINES / seconds;
    const { created, updated, rejected } = report;
    return [
      name,
      created,
      updated,
      rejected.length,
      Number(seconds.toFixed(1)),
      Math.round(perSecond),
      Number((perSecond / PAHEKO_ROWS_PER_SECOND).toFixed(1)),
    ];
  };
  printTable(
    ['import', 'new', 'completed', 'rejected', 'seconds', 'rows/s', 'x Paheko'],
    [
      row('trial (reads, checks, writes nothing)', await run(true)),
      row('first import, search rows included', await run(false)),
      row('the same list again', await run(false)),
    ],
  );
} finally {
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
