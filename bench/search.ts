// Finding an association among a million by its name, typed with errors: one or two words changed, their
// order, accents or plurals lost. Named baselines on the same names, in the same database: a plain
// ILIKE '%...%' on the name, and pg_trgm alone (word similarity on the name, GIN index). "found": the
// association that was meant is among the first ten (or one of the same name). Postgres does the rest
// of the work of a page, so that times compare what is asked of it.
// LINES=100000 QUERIES=50 npm run bench -- search
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, randomInt, seededRandom } from '#platform/kernel/random.ts';
import { loadRegister, rnaSource, searchAssociations } from '#services/associations/index.ts';
import { writeRegister } from './parts/register-rows.ts';
import { printTable } from './parts/table.ts';
import { withRenfort } from './parts/temporary-renfort.ts';

const LINES = Number(process.env.LINES ?? 1_000_000);
const QUERIES = Number(process.env.QUERIES ?? 200);
const TEN = 10;

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** As people type: a letter missing, doubled, changed or swapped in a long word; sometimes the order. */
function typed(random: Random, name: string): string {
  const words = plain(name).split(' ');
  const long = words.flatMap((word, i) => (word.length >= 5 ? [i] : []));
  const errors = Math.min(long.length, random.next() < 0.7 ? 1 : 2);
  for (let i = 0; i < errors; i++) {
    const at = long.splice(randomInt(random, long.length), 1)[0] as number;
    const word = words[at] as string;
    const place = 1 + randomInt(random, word.length - 2);
    const [before, letter, next, after] = [
      word.slice(0, place),
      word[place] as string,
      word[place + 1] ?? '',
      word.slice(place + 2),
    ];
    const forms = [
      before + next + after,
      before + letter + letter + next + after,
      `${before}e${next}${after}`,
      before + next + letter + after,
    ];
    words[at] = forms[randomInt(random, forms.length)] as string;
  }
  if (random.next() < 0.3) words.reverse();
  return words.filter((word) => word.length > 1 || random.next() < 0.5).join(' ');
}

await withRenfort(async ({ ctx, database, folder }) => {
  const file = join(folder, 'rna_waldec.csv');
  const names = await writeRegister(file, LINES, Math.max(1, Math.floor(LINES / QUERIES)));
  const loaded = await loadRegister(ctx, rnaSource(), [file], { partial: false, force: false });
  if ('error' in loaded) throw new Error(JSON.stringify(loaded));
  rmSync(file);
  const random = seededRandom(5);
  const queries = names.slice(0, QUERIES).map((name) => ({ name, q: typed(random, name) }));
  await database.pool.query(
    `CREATE TABLE public.plain AS SELECT name_key FROM associations.organisation;
     SET maintenance_work_mem = '256MB';
     CREATE INDEX ON public.plain USING gin (name_key gin_trgm_ops); ANALYZE public.plain`,
  );
  const rows: (string | number)[][] = [];
  async function measure(label: string, find: (q: string) => Promise<string[]>): Promise<void> {
    const times: number[] = [];
    let found = 0;
    for (const { name, q } of queries) {
      const began = performance.now();
      const answer = await find(q);
      times.push(performance.now() - began);
      if (answer.slice(0, TEN).map(plain).includes(plain(name))) found++;
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
    rows.push([label, Number(((100 * found) / queries.length).toFixed(1)), at(0.5), at(0.95)]);
  }
  const ours = async (q: string) =>
    (await searchAssociations(ctx, { q, department: '', communeCode: '', theme: '' })).rows.map(
      ({ name }) => name,
    );
  for (const { q } of queries.slice(0, 20)) await ours(q);
  await measure('Renfort', ours);
  await measure('ILIKE', async (q) => {
    const { rows: answer } = await database.pool.query(
      `SELECT name_key FROM public.plain WHERE name_key ILIKE '%' || $1 || '%' LIMIT ${TEN}`,
      [q],
    );
    return answer.map((row) => row.name_key);
  });
  await measure('pg_trgm alone', async (q) => {
    const client = await database.pool.connect();
    try {
      await client.query(`SET pg_trgm.word_similarity_threshold = 0.45`);
      const { rows: answer } = await client.query(
        `SELECT name_key FROM public.plain WHERE $1 <% name_key
         ORDER BY word_similarity($1, name_key) DESC, length(name_key) LIMIT ${TEN}`,
        [q],
      );
      return answer.map((row) => row.name_key);
    } finally {
      client.release();
    }
  });
  process.stdout.write(
    `${LINES} names, ${queries.length} queries: ${queries
      .slice(0, 3)
      .map(({ q }) => q)
      .join(' | ')}\n`,
  );
  printTable(['', 'found in 10, %', 'median ms', '95 % ms'], rows);
});
