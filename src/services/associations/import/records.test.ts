import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CsvReader, type RecordFault } from './records.ts';

const CHUNK = 1_048_576;

test('a line of two gigabytes is one rejected line: nothing of it is kept, the next one is read', () => {
  const faults: [RecordFault, number, number][] = [];
  const records: [string, number][] = [];
  const reader = new CsvReader(
    {
      titles: () => {},
      record: ([id = ''], line) => records.push([id, line]),
      fault: (fault, line, excerpt) => faults.push([fault, line, excerpt.length]),
    },
    { delimiter: ';' },
  );
  reader.write(Buffer.from('id;name\nW1;before\n'));
  const piece = Buffer.alloc(CHUNK, 'y');
  const before = process.memoryUsage().rss;
  for (let written = 0; written < 2 * 1024 * CHUNK; written += CHUNK) reader.write(piece);
  const grown = process.memoryUsage().rss - before;
  reader.write(Buffer.from('\nW2;after\n'));
  reader.end();
  assert.deepEqual(faults, [['line_too_long', 3, 200]]);
  assert.deepEqual(records, [
    ['W1', 2],
    ['W2', 4],
  ]);
  assert.ok(grown < 256 * CHUNK, `${Math.round(grown / CHUNK)} MB more`);
});
