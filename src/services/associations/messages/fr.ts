import type { Standing } from '../actions/record.ts';
import type { Theme } from '../domain/themes.ts';
import type { OrganisationKind } from '../queries/organisations.ts';

const kinds: Readonly<Record<OrganisationKind, string>> = {
  association: 'Association',
  prefecture: 'Préfecture',
  town_hall: 'Mairie',
  ministry: 'Ministère',
};

const themes: Readonly<Record<Theme, string>> = {
  '001': 'Vie politique',
  '002': 'Clubs et cercles de réflexion',
  '003': 'Droits humains et civisme',
  '004': 'Justice',
  '005': 'Information et médias',
  '006': 'Culture et arts',
  '007': 'Loisirs',
  '009': 'Animation sociale et culturelle',
  '010': 'Patrimoine',
  '011': 'Sport et plein air',
  '013': 'Chasse et pêche',
  '014': 'Amicales et entraide',
  '015': 'Éducation et formation',
  '016': 'Recherche',
  '017': 'Santé',
  '018': 'Établissements médico-sociaux',
  '019': 'Aide sociale',
  '020': 'Solidarité, humanitaire, bénévolat',
  '021': 'Familles et personnes âgées',
  '022': 'Activités économiques',
  '023': 'Défense d’intérêts professionnels',
  '024': 'Environnement et cadre de vie',
  '030': 'Emploi et vie locale',
  '032': 'Logement',
  '034': 'Tourisme',
  '036': 'Sécurité et protection civile',
  '038': 'Armée et mémoire',
  '040': 'Religions, spiritualités, philosophies',
  '050': 'Autres domaines',
};

const standing: Readonly<Record<Standing, string>> = {
  active: 'en activité',
  dissolved: 'dissoute',
  suppressed: 'supprimée du registre',
  taken_over: 'fiche remplacée',
  gone: 'n’est plus dans le registre',
  ceased: 'cessée selon SIRENE',
};

const natures: Readonly<Record<string, string>> = {
  D: 'Association déclarée',
  R: 'Reconnue d’utilité publique',
  U: 'Association cultuelle',
  A: 'Association d’assistance',
  B: 'Association de bienfaisance',
  G: 'Association d’intérêt général',
  M: 'Recherche médicale',
  S: 'Recherche scientifique',
  I: 'Non précisé',
};

const groupings: Readonly<Record<string, string>> = {
  S: 'Association simple',
  U: 'Union d’associations',
  F: 'Fédération',
};

const sources: Readonly<Record<'entered' | 'demo' | 'waldec' | 'legacy' | 'sirene', string>> = {
  entered: 'Saisie dans Renfort',
  demo: 'Exemple inventé pour la démonstration',
  waldec: 'Répertoire national des associations (RNA)',
  legacy: 'Répertoire national des associations, partie d’avant 2009',
  sirene: 'Répertoire SIRENE (INSEE)',
};

export const fr = {
  title: 'Associations',
  lead: 'Trouvez une association par son nom, son numéro, sa commune ou son activité.',
  query: 'Nom, numéro RNA, SIREN ou SIRET',
  queryHint: 'Amis du moulin, MJC, W302001234…',
  communeFilter: 'Commune',
  communeHint: 'Nom ou code postal ; facultatif',
  communeUnknown: 'Nous ne connaissons pas cette commune : vérifiez son nom ou son code postal.',
  theme: 'Activité',
  anyTheme: 'Toutes les activités',
  themes,
  department: 'Département',
  anyDepartment: 'Toute la France',
  search: 'Chercher',
  count: (n: number) =>
    n === 0
      ? 'Aucune association'
      : n === 1
        ? '1 association'
        : `${n.toLocaleString('fr')} associations`,
  countOver: (n: number) =>
    `Les ${n.toLocaleString('fr')} premières associations : précisez le nom ou le lieu`,
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
  endedTag: 'n’existe plus',
  demoTag: 'exemple inventé',
  standing,
  takenOverBy: 'Cette fiche a été remplacée par :',
  goneSince: (date: string) => `Cette association n’est plus dans le registre depuis le ${date}.`,
  shortName: 'Sigle ou nom court',
  object: 'Objet',
  address: 'Siège',
  legacyNumber: 'Ancien numéro',
  siret: 'Numéro SIRET',
  natureLabel: 'Régime',
  natures,
  grouping: 'Groupement',
  groupings,
  createdOn: 'Créée le',
  declaredOn: 'Dernière déclaration',
  publishedOn: 'Publiée au Journal officiel le',
  dissolvedOn: 'Dissoute le',
  legalCategory: 'Catégorie juridique (SIRENE)',
  naf: 'Code d’activité (SIRENE)',
  website: 'Site',
  sourcesTitle: 'D’où viennent ces informations',
  sources,
  sourceFile: (source: string, file: string, line: number, date: string) =>
    `${source} : fichier ${file}, ligne ${line}, lu le ${date}.`,
  registerUpdated: (date: string) => `Dernière mise à jour par le registre lui-même : ${date}.`,
  sireneSource: (file: string, date: string, updated: string | null) =>
    `Répertoire SIRENE (INSEE) : fichier ${file}, lu le ${date}${updated ? `, mis à jour le ${updated}` : ''}.`,
  ended: (date: string) => `terminée le ${date}`,
};
