import { rnaLayout } from '../domain/rna-layout.ts';
import { readRnaRow } from '../domain/rna-row.ts';
import { organisationLine } from './copy-text.ts';
import { knownPlaces } from './known-places.ts';
import type { RowSource } from './load.ts';

/** Files of the RNA, of either layout. */
export function rnaSource(): RowSource {
  const places = knownPlaces();
  return {
    register: 'rna',
    delimiter: ';',
    open(titles) {
      const layout = rnaLayout(titles);
      if ('fault' in layout) {
        return { missing: layout.fault === 'column_missing' ? layout.missing : [] };
      }
      const target = layout.kind === 'waldec' ? 'waldec' : 'legacy';
      return {
        layout: `${layout.kind}, ${layout.columns} columns`,
        targets: [target],
        row(values, file, line, out) {
          const entry = readRnaRow(layout, values, places);
          if (typeof entry === 'string') return entry;
          out(target, organisationLine(entry, file, line));
          return undefined;
        },
      };
    },
  };
}
