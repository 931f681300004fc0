import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatCatalogue, parseCatalogue } from './file.ts';

const SHIPPED = readFileSync(join(import.meta.dirname, 'products.csv'), 'utf8');

function changed(column: string, value: string): string {
  const [titles = '', ...lines] = SHIPPED.split('\n');
  const index = titles.split(',').indexOf(column);
  const line = lines.findIndex((one) => one.startsWith('slack-pro,'));
  const cells = (lines[line] as string).split(',');
  cells[index] = value;
  lines[line] = cells.join(',');
  return [titles, ...lines].join('\n');
}

test('the catalogue that ships is whole: every paid product has a libre one beside it', () => {
  const { entries, problems } = parseCatalogue(SHIPPED);
  assert.deepEqual(problems, []);
  assert.ok(entries.length >= 50);
  for (const { slug, libre, alternatives } of entries)
    assert.equal(libre, alternatives.length === 0, slug);
  assert.ok(
    entries.every((one) => one.associationPrice === null || one.libre || one.priceSource !== ''),
    'a price has its source',
  );
});

test('what is written is read back equal', () => {
  const { entries } = parseCatalogue(SHIPPED);
  assert.deepEqual(parseCatalogue(formatCatalogue(entries)).entries, entries);
});

test('a spreadsheet does not run what a name holds', () => {
  const [first, ...rest] = parseCatalogue(SHIPPED).entries;
  const file = formatCatalogue([{ ...first!, name: '=HYPERLINK("http://x")' }, ...rest]);
  assert.match(file, /"'=HYPERLINK/);
});

test('every mistake is told with its line, its column and what was there', () => {
  const problem = (column: string, value: string) =>
    parseCatalogue(changed(column, value)).problems;
  assert.deepEqual(problem('public_price', '12.345'), [
    { line: 6, column: 'public_price', error: 'price_decimals', value: '12.345' },
  ]);
  assert.equal(problem('vat_rate', '120')[0]?.error, 'vat_wrong');
  assert.equal(problem('seat_roles', 'employee friend')[0]?.error, 'choice_wrong');
  assert.equal(problem('quota_seats', '')[0]?.error, 'quota_half');
  assert.equal(problem('website', 'javascript:alert(1)')[0]?.error, 'address_wrong');
  assert.equal(problem('alternatives', 'no-such-thing')[0]?.error, 'alternative_unknown');
  assert.equal(problem('alternatives', 'canva-nonprofits')[0]?.error, 'alternative_unknown');
  assert.equal(problem('alternatives', '')[0]?.error, 'alternative_missing');
  assert.equal(problem('slug', 'zoom-pro')[0]?.error, 'slug_twice');
  assert.equal(problem('price_checked_on', '2026-02-30')[0]?.error, 'date_wrong');
});

test('a file that is not a catalogue says which columns it lacks', () => {
  const { problems } = parseCatalogue('name,price\nx,1\n');
  assert.ok(problems.some(({ column, error }) => column === 'slug' && error === 'column_missing'));
  assert.equal(parseCatalogue('a,"b\n').problems[0]?.error, 'not_csv');
});
