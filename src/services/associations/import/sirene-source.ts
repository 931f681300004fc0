import { organisationId } from '../domain/organisation-id.ts';
import type { RegisterEntry } from '../domain/register-entry.ts';
import { readSireneRow, type SireneUnit, sireneLayout } from '../domain/sirene-row.ts';
import { organisationLine, unitLine } from './copy-text.ts';
import type { RowSource } from './load.ts';

/** The stock of legal units of INSEE. Associations without a W number become organisations themselves. */
export function sireneSource(): RowSource {
  return {
    register: 'sirene',
    delimiter: ',',
    open(titles) {
      const layout = sireneLayout(titles);
      if ('missing' in layout) return layout;
      return {
        layout: `legal units, ${titles.length} columns`,
        targets: ['units', 'sirene'],
        row(values, file, line, out) {
          const unit = readSireneRow(layout, values);
          if (unit === undefined) return 'skip';
          if (typeof unit === 'string') return unit;
          out('units', unitLine(unit));
          const entry = unit.rna === null && unit.name !== '' ? entryOf(unit) : undefined;
          if (entry) out('sirene', organisationLine(entry, file, line));
          return undefined;
        },
      };
    },
  };
}

function entryOf(unit: SireneUnit): RegisterEntry | undefined {
  const id = organisationId('sirene', unit.siren);
  if (id === undefined) return undefined;
  return {
    id,
    name: unit.name,
    shortName: unit.shortName,
    rna: null,
    legacyNumber: null,
    siren: unit.siren,
    siret: unit.siret,
    rupNumber: null,
    communeCode: '',
    communeName: '',
    department: '',
    postalCode: '',
    address: '',
    object: '',
    objectCode1: '',
    objectCode2: '',
    nature: '',
    grouping: '',
    position: unit.state === 'C' ? 'D' : 'A',
    prefecture: '',
    createdOn: unit.createdOn,
    declaredOn: null,
    publishedOn: null,
    dissolvedOn: null,
    website: '',
    successorId: null,
    registerUpdatedAt: unit.updatedOn && `${unit.updatedOn} 00:00:00`,
  };
}
