import type { OrganisationKind } from '../queries.ts';

const kinds: Readonly<Record<OrganisationKind, string>> = {
  association: 'Association',
  prefecture: 'Préfecture',
  town_hall: 'Mairie',
  ministry: 'Ministère',
};

export const fr = {
  title: 'Associations',
  lead: 'Trouvez une association par son nom, son numéro ou son département.',
  query: 'Nom, numéro RNA ou SIREN',
  queryHint: 'Par exemple : secours, W302001234 ou 775 672 272',
  department: 'Département',
  anyDepartment: 'Toute la France',
  search: 'Chercher',
  count: (n: number) =>
    n === 0
      ? 'Aucune association'
      : n === 1
        ? '1 association'
        : `${n.toLocaleString('fr')} associations`,
  figure: (n: number) => (n > 1 ? 'associations' : 'association'),
  name: 'Nom',
  commune: 'Commune',
  number: 'Numéro',
  nothing: 'Aucune association ne correspond',
  nothingHelp:
    'Vérifiez l’orthographe, essayez un seul mot du nom, ou choisissez « Toute la France ».',
  kind: 'Nature',
  kinds,
  rna: 'Numéro RNA',
  siren: 'Numéro SIREN',
  localRegister: 'Registre local (Alsace-Moselle)',
  agrements: 'Agréments de sécurité civile',
  noAgrement: 'Aucun agrément de sécurité civile connu.',
  agrementTypes: {
    A: 'A : opérations de secours',
    B: 'B : soutien aux populations sinistrées',
    C: 'C : encadrement des bénévoles',
    D: 'D : dispositifs prévisionnels de secours',
  },
  type: 'Type',
  perimeter: 'Périmètre',
  national: 'National',
  validity: 'Validité',
  until: (date: string) => `jusqu’au ${date}`,
  from: (date: string) => `à partir du ${date}`,
  ended: (date: string) => `terminée le ${date}`,
};
