// Builds the stylesheets that are served: `npm run css` after any change of a .css or .scss file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config.ts';
import { buildStylesheets } from '#platform/ui/stylesheets.ts';

for (const [name, css] of Object.entries(await buildStylesheets())) {
  writeFileSync(join(ROOT, 'src/platform/ui', name), css);
  process.stdout.write(`${name}: ${Buffer.byteLength(css)} bytes\n`);
}
