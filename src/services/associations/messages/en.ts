import type { fr } from './fr.ts';

export const en: typeof fr = {
  title: 'Associations',
  lead: 'Find an association by its name, its number or its department.',
  query: 'Name, RNA number or SIREN',
  queryHint: 'For example: secours, W302001234 or 775 672 272',
  department: 'Department',
  anyDepartment: 'All of France',
  search: 'Search',
  count: (n) =>
    n === 0
      ? 'No association'
      : n === 1
        ? '1 association'
        : `${n.toLocaleString('en')} associations`,
  figure: (n) => (n > 1 ? 'associations' : 'association'),
  name: 'Name',
  commune: 'Municipality',
  number: 'Number',
  nothing: 'No association matches',
  nothingHelp: 'Check the spelling, try one word of the name, or choose “All of France”.',
  kind: 'Nature',
  kinds: {
    association: 'Association',
    prefecture: 'Prefecture',
    town_hall: 'Town hall',
    ministry: 'Ministry',
  },
  rna: 'RNA number',
  siren: 'SIREN number',
  localRegister: 'Local register (Alsace-Moselle)',
  agrements: 'Civil-protection approvals',
  noAgrement: 'No civil-protection approval is known.',
  agrementTypes: {
    A: 'A: rescue operations',
    B: 'B: support to people affected',
    C: 'C: supervision of volunteers',
    D: 'D: first-aid posts at events',
  },
  type: 'Type',
  perimeter: 'Area',
  national: 'National',
  validity: 'Validity',
  until: (date) => `until ${date}`,
  from: (date) => `from ${date}`,
  ended: (date) => `ended on ${date}`,
};
