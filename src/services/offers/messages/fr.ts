import type { CatalogueError, Category } from '../catalogue/file.ts';
import type { SeatRole } from '../domain/seats.ts';
import type { PriceUnit } from '../domain/total-cost.ts';
import type { Hosting, ProductKind } from '../queries/rows.ts';

const categories: Readonly<Record<Category, string>> = {
  office: 'Bureautique',
  mail: 'Messagerie électronique',
  files: 'Fichiers partagés',
  messaging: 'Discussion en équipe',
  meetings: 'Réunions à distance',
  newsletters: 'Lettres d’information',
  forms: 'Questionnaires',
  contacts: 'Adhérents et contacts',
  accounting: 'Comptabilité',
  projects: 'Suivi de tâches',
  images: 'Images et mise en page',
  security: 'Mots de passe',
  system: 'Systèmes',
  code: 'Développement',
  training: 'Formations',
  service: 'Services',
};

const kinds: Readonly<Record<ProductKind, string>> = {
  software: 'Logiciel',
  training: 'Formation',
  service: 'Service',
};

const seatRoles: Readonly<Record<SeatRole, string>> = {
  employee: 'salariés',
  officer: 'dirigeants bénévoles',
  volunteer: 'bénévoles',
  member: 'adhérents',
  beneficiary: 'personnes aidées',
};

const units: Readonly<Record<PriceUnit, string>> = {
  seat_month: 'par personne et par mois',
  seat_year: 'par personne et par an',
  seat_once: 'par personne, une fois',
  organisation_month: 'par mois pour l’association',
  organisation_year: 'par an pour l’association',
  organisation_once: 'une fois pour l’association',
};

const hostingKinds: Readonly<Record<Hosting['kind'], string>> = {
  own: 'Sur vos ordinateurs ou votre serveur',
  shared: 'Chez un hébergeur, avec d’autres',
  managed: 'Chez un hébergeur, pour vous seuls',
};

const fileErrors: Readonly<Record<CatalogueError, string>> = {
  column_missing: 'cette colonne manque',
  not_csv: 'cette ligne n’est pas du CSV : vérifiez les guillemets',
  slug_wrong: 'lettres minuscules sans accent, chiffres et tirets seulement',
  slug_twice: 'ce nom court est déjà dans le fichier',
  text_missing: 'texte absent, ou plus long que 400 caractères',
  choice_wrong: 'cette valeur n’est pas dans la liste',
  price_wrong: 'écrivez un prix en euros, comme 12,50',
  price_decimals: 'un prix a deux décimales au plus',
  price_large: 'ce prix dépasse un million d’euros',
  vat_wrong: 'écrivez un taux en pour cent, comme 20 ou 5,5',
  date_wrong: 'écrivez la date comme 2026-11-24',
  number_wrong: 'écrivez un nombre entier',
  address_wrong: 'écrivez une adresse qui commence par https://',
  pack_unknown: 'aucun programme ne porte ce nom',
  quota_half: 'donnez le nombre de places et la durée en mois, ou aucun des deux',
  alternative_missing: 'un produit payant a au moins une solution libre à côté',
  alternative_unknown: 'aucun produit libre du catalogue ne porte ce nom court',
  hosting_wrong: 'écrivez « nature|hébergeur|adresse|prix|unité »',
};

export const fr = {
  /** Between a label and its value. */
  colon: ' : ' as string,
  title: 'Logiciels pour les associations',
  lead: 'Ce qu’une association peut avoir à son prix, et la solution libre à côté de chaque produit payant.',
  navigation: 'Logiciels',
  search: 'Chercher',
  words: 'Nom, éditeur ou usage',
  category: 'Usage',
  anyCategory: 'Tous les usages',
  onlyLibre: 'Solutions libres seulement',
  listed: (n: number): string => (n > 1 ? 'produits' : 'produit'),
  nothing: 'Aucun produit ne correspond',
  nothingHelp: 'Essayez un autre mot, ou choisissez « Tous les usages ».',
  all: 'Voir tout le catalogue',
  categories,
  kinds,
  seatRoles,
  units,
  hostingKinds,
  libre: 'Libre',
  paid: 'Payant',
  free: 'Gratuit',
  unknown: 'Prix inconnu',
  unknownHelp:
    'Nous n’inventons pas de prix : quand il n’est pas publié en euros, nous disons qu’il est inconnu.',
  publisher: 'Éditeur',
  licence: 'Licence',
  proprietary: 'propriétaire',
  website: 'Site de l’éditeur',
  publicPrice: 'Prix public',
  associationPrice: 'Prix pour une association',
  withoutTax: 'hors taxes',
  vat: 'TVA',
  entryFee: 'Frais d’entrée',
  source: 'Source du prix',
  checkedOn: (date: string) => `vérifié le ${date}`,
  seats: 'Qui peut l’utiliser',
  seatsHelp: 'Les autres n’y ont pas droit : c’est une condition de l’éditeur.',
  quota: 'Limite',
  quotaOf: (seats: number, months: number) =>
    `${seats} ${seats > 1 ? 'places' : 'place'} par association tous les ${months} mois, à partir de la première commande`,
  noQuota: 'Aucune',
  alternatives: 'Les solutions libres',
  alternativesLead:
    'Elles font le même travail. Leur code est public et personne ne peut vous les reprendre.',
  replaces: 'Remplace',
  hostings: 'Où l’installer',
  anonymousHosting: 'à votre choix',
  withdrawn: 'Retiré du catalogue',
  compare: 'Comparer le coût sur trois ans',
  compareTitle: (name: string) => `${name} et les solutions libres : le coût sur trois ans`,
  compareLead:
    'Le même calcul pour tous : prix × personnes × durée, plus les frais d’entrée, hors taxes.',
  compareSeats: 'Nombre de personnes',
  compareRun: 'Calculer',
  compareSeatsWrong: 'Écrivez un nombre entre 1 et 10 000',
  product: 'Produit',
  hosting: 'Installation',
  cost: 'Coût sur trois ans',
  unknownCost: 'inconnu',
  download: 'Télécharger le catalogue (CSV)',
  figure: (n: number): string => (n > 1 ? 'logiciels au catalogue' : 'logiciel au catalogue'),
  figures: 'Chiffres du programme',
  fileErrors,
};
