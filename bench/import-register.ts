// Reading the national register into an embedded PostgreSQL with fsync on: synthetic rows of the RNA,
// "waldec" layout with 39 columns. Named baseline, in the same run: COPY of the same file into an
// unlogged table of 39 text columns, without any reading, check or index. "again" is the file of the
// next month: the same rows, compared with those in use and put in their place.
// The speed of the loader that this replaces, of 2022-05, read from public row stamps: 5,300 rows/s.
// LINES=100000 npm run bench -- import-register
import { createReadStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { copyIn } from '#platform/db/index.ts';
import { loadRegister, rnaSource } from '#services/associations/index.ts';
import { postgresCpu } from './parts/postgres-processes.ts';
import { WALDEC_TITLES, writeRegister } from './parts/register-rows.ts';
import { printTable } from './parts/table.ts';
import { withRenfort } from './parts/temporary-renfort.ts';

const LINES = Number(process.env.LINES ?? 1_000_000);

await withRenfort(async ({ ctx, database, folder }) => {
  const file = join(folder, 'rna_waldec.csv');
  await writeRegister(file, LINES, LINES);
  const bytes = statSync(file).size;
  const rows: (string | number)[][] = [];
  let baseline = 0;
  async function measure(name: string, work: () => Promise<void>): Promise<void> {
    global.gc?.();
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 50);
    const cpu = [process.cpuUsage(), postgresCpu(folder)] as const;
    const began = performance.now();
    await work();
    const seconds = (performance.now() - began) / 1000;
    clearInterval(timer);
    const { user, system } = process.cpuUsage(cpu[0]);
    const pace = LINES / seconds;
    baseline ||= pace;
    rows.push([
      name,
      Number(seconds.toFixed(1)),
      Math.round(pace),
      Number((pace / baseline).toFixed(2)),
      Math.round(peak / 2 ** 20),
      Math.round((user + system) / LINES),
      Math.round(((postgresCpu(folder) - cpu[1]) * 1e6) / LINES),
    ]);
  }
  async function load(): Promise<void> {
    const steps: string[] = [];
    const began = performance.now();
    const report = await loadRegister(ctx, rnaSource(), [file], {
      partial: false,
      force: false,
      onStep: (step) => steps.push(`${step} ${((performance.now() - began) / 1000).toFixed(1)} s`),
    });
    if ('error' in report || report.rows !== LINES) throw new Error(JSON.stringify(report));
    process.stdout.write(`${steps.join(', ')}\n`);
  }
  process.stdout.write(`${LINES} rows, ${Math.round(bytes / LINES)} bytes each\n`);
  await measure('COPY into an unlogged table (baseline)', async () => {
    const client = await database.pool.connect();
    const columns = WALDEC_TITLES.map((title) => `${title} text`).join(', ');
    await client.query(`CREATE UNLOGGED TABLE baseline (${columns})`);
    await copyIn(
      client,
      `COPY baseline FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)`,
      createReadStream(file, { highWaterMark: 512 * 1024 }),
    );
    await client.query('DROP TABLE baseline');
    client.release();
  });
  await measure('import rna, empty register', load);
  await measure('import rna, the same again', load);
  rmSync(file);
  printTable(['', 'seconds', 'rows/s', 'x COPY', 'peak MB', 'node µs', 'sql µs'], rows);
});
