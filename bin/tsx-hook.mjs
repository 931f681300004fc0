// Node strips types from .ts by itself but refuses .tsx: this hook compiles those, and only those.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !new URL(url).pathname.endsWith('.tsx')) {
      return nextLoad(url, context);
    }
    const file = fileURLToPath(url);
    const { code } = transformSync(readFileSync(file, 'utf8'), {
      loader: 'tsx',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      format: 'esm',
      target: 'node22',
      sourcefile: file,
      sourcemap: 'inline',
    });
    return { format: 'module', shortCircuit: true, source: code };
  },
});
