// How Node loads this program, and loads it quickly: what it compiles is kept between runs; .tsx, which
// it refuses (it strips types from .ts by itself), is compiled once for each change of a file; and our
// own modules, which name each other in full, need none of its search.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  createRequire,
  enableCompileCache,
  registerHooks,
  setSourceMapsSupport,
} from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const ROOT = new URL('../', import.meta.url).href;
const CACHE = fileURLToPath(new URL('node_modules/.cache/renfort/', ROOT));
const ALIASES = Object.entries(require('../package.json').imports).map(([alias, place]) => [
  alias.replace('*', ''),
  new URL(place.replace('*', ''), ROOT).href,
]);
const OPTIONS = {
  loader: 'tsx',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  format: 'esm',
  target: 'node22',
  sourcemap: 'inline',
  sourcesContent: false,
};
const COMPILER = JSON.stringify([require('esbuild/package.json').version, OPTIONS]);

enableCompileCache(join(CACHE, 'code'));
// Those of packages are hundreds.
setSourceMapsSupport(true, { nodeModules: false });
registerHooks({
  resolve(specifier, context, nextResolve) {
    const url = ownModule(specifier, context.parentURL);
    if (!url) return nextResolve(specifier, context);
    return { url, format: 'module-typescript', shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.startsWith(ROOT) || !url.endsWith('.tsx')) return nextLoad(url, context);
    return { format: 'module', shortCircuit: true, source: compiled(fileURLToPath(url)) };
  },
});

function ownModule(specifier, parent) {
  if (!/\.tsx?$/.test(specifier) || !parent?.startsWith(ROOT)) return undefined;
  if (specifier.startsWith('.')) return new URL(specifier, parent).href;
  const found = ALIASES.find(([alias]) => specifier.startsWith(alias));
  return found && found[1] + specifier.slice(found[0].length);
}

/** One kept result per file; its first line says of which text it is, and how it was compiled. */
function compiled(file) {
  const text = readFileSync(file, 'utf8');
  const banner = `// ${sha256(COMPILER + text)}`;
  const kept = join(CACHE, 'tsx', `${sha256(file)}.mjs`);
  try {
    const code = readFileSync(kept, 'utf8');
    if (code.startsWith(banner)) return code;
  } catch {
    // Not compiled before.
  }
  const { code } = require('esbuild').transformSync(text, { ...OPTIONS, sourcefile: file, banner });
  try {
    mkdirSync(join(CACHE, 'tsx'), { recursive: true });
    writeFileSync(`${kept}.${process.pid}`, code);
    renameSync(`${kept}.${process.pid}`, kept);
  } catch {
    // A read-only installation: each start compiles.
  }
  return code;
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
