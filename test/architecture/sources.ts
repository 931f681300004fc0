import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '#platform/config.ts';

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path from the root of the repository when it points into it. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

export interface Source {
  /** From the root of the repository: `src/services/crises/domain/need.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly isTest: boolean;
}

const ALIASES: readonly (readonly [string, string])[] = [
  ['#platform/', 'src/platform/'],
  ['#services/', 'src/services/'],
  ['#test/', 'test/'],
];
const STATEMENT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Every TypeScript file of the repository with what it imports, generated files left out. */
export function readSources(): readonly Source[] {
  return globSync('{src,test,bench,bin}/**/*.{ts,tsx,mjs}', { cwd: ROOT })
    .filter((path) => !path.includes('.gen.'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return {
        path,
        text,
        imports: importsOf(path, text),
        isTest: /\.test\.tsx?$/.test(path) || path.startsWith('test/'),
      };
    });
}

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(STATEMENT)].map((match) => {
    const specifier = (match[2] ?? match[3]) as string;
    return { specifier, target: resolve(path, specifier), typeOnly: match[1] !== undefined };
  });
}

function resolve(from: string, specifier: string): string | undefined {
  if (specifier === '#app') return 'src/app.ts';
  const alias = ALIASES.find(([prefix]) => specifier.startsWith(prefix));
  if (alias) return alias[1] + specifier.slice(alias[0].length);
  if (specifier.startsWith('.')) return relative(ROOT, join(ROOT, dirname(from), specifier));
  return undefined;
}

/** `crises` for a file of that service. */
export function serviceOf(path: string): string | undefined {
  return /^src\/services\/([^/]+)\//.exec(path)?.[1];
}
