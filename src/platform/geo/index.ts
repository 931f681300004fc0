export { type Department, departmentByCode, departments } from './departments.ts';
export { plainText } from './plain-text.ts';
export { type Reach, reach, reachOfPoint } from './reach.ts';
export { searchCommunes } from './search.ts';
export { PRECISIONS, type Precision } from './sources.ts';
export {
  type Commune,
  type CommuneTable,
  cityOf,
  communeAt,
  communeByCode,
  communes,
} from './table.ts';
