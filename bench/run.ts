// Runs measurements, each a script of this folder that prints a table.
//   npm run bench                  all of them
//   npm run bench -- start replies  those named, and those whose name goes on after it (import: import-register)
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';

const available = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run')
  .sort();
const words = process.argv.slice(2);
const asked = available.filter((name) =>
  words.some((word) => name === word || name.startsWith(`${word}-`)),
);
const unknown = words.filter(
  (word) => !asked.some((name) => name === word || name.startsWith(`${word}-`)),
);
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${available.join(', ')}\n`);
  process.exit(2);
}
process.stdout.write(
  `Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB\n`,
);
let failed = 0;
for (const name of words.length > 0 ? asked : available) {
  process.stdout.write(`\n== ${name}\n`);
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(import.meta.dirname, `${name}.ts`)],
    { stdio: 'inherit' },
  );
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) failed++;
}
process.exit(failed > 0 ? 1 : 0);
