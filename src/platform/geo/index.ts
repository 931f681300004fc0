import { join } from 'node:path';
import type { Service } from '../service.ts';
import { importCommunes } from './commands.ts';
import { followImports } from './stored-points.ts';

export { type Department, departmentByCode, departments } from './departments.ts';
export { communeNamed } from './named.ts';
export { plainText } from './plain-text.ts';
export { type Reach, reach, reachOfPoint } from './reach.ts';
export { searchCommunes } from './search.ts';
export { PRECISIONS, type Precision } from './sources.ts';
export { refreshCommunes } from './stored-points.ts';
export {
  type Commune,
  type CommuneTable,
  cityOf,
  communeAt,
  communeByCode,
  communes,
} from './table.ts';

export const service: Service = {
  name: 'geo',
  migrations: { module: 'geo', folder: join(import.meta.dirname, 'migrations') },
  commands: [importCommunes],
  start: followImports,
};
