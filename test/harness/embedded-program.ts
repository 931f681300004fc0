// A program that opens the embedded database of a folder, for tests that kill it.
//   hold FOLDER    prints {pid, url, owner} as JSON, then waits for SIGTERM
//   write FOLDER   inserts 1, 2, 3... one transaction each, printing each number once committed
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect } from '#platform/db/index.ts';

const [mode, folder = ''] = process.argv.slice(2);
try {
  const embedded = await startEmbedded(folder, {
    onNotice: (line) => process.stderr.write(`${line}\n`),
  });
  process.on('SIGTERM', async () => {
    await embedded.stop();
    process.exit(0);
  });
  process.stdout.write(
    `${JSON.stringify({ pid: embedded.pid, url: embedded.url, owner: embedded.owner })}\n`,
  );
  if (mode === 'write') {
    const { pool } = connect(embedded.url, { max: 1 });
    await pool.query('CREATE TABLE IF NOT EXISTS confirmed (n int PRIMARY KEY)');
    const { rows } = await pool.query('SELECT coalesce(max(n), 0) AS n FROM confirmed');
    for (let n = rows[0].n + 1; ; n++) {
      await pool.query('INSERT INTO confirmed VALUES ($1)', [n]);
      process.stdout.write(`${n}\n`);
    }
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(3);
}
