import type { LabelState } from '../../domain/label.ts';
import type {
  Accessibility,
  Audience,
  Band,
  Equipment,
  Language,
  Purpose,
  Service,
  Topic,
} from '../../domain/vocabularies.ts';

const services: Readonly<Record<Service, string>> = {
  free_use: 'Ordinateurs en accès libre',
  help: 'Aide d’un animateur',
  workshops: 'Ateliers en petit groupe',
  procedures: 'Aide aux démarches en ligne',
  print: 'Impression',
  scan: 'Numérisation de documents',
  certification: 'Tests et certification',
  lending: 'Prêt de matériel',
  repair: 'Atelier de réparation',
};
const equipment: Readonly<Record<Equipment, string>> = {
  computers: 'Ordinateurs',
  tablets: 'Tablettes',
  printer: 'Imprimante',
  scanner: 'Scanner',
  webcam: 'Caméra',
  headsets: 'Casques audio',
  wifi: 'Wi-Fi gratuit',
  projector: 'Vidéoprojecteur',
};
const accessibility: Readonly<Record<Accessibility, string>> = {
  step_free: 'Entrée sans marche',
  toilets: 'Toilettes accessibles',
  adjustable_table: 'Table réglable en hauteur',
  large_screen: 'Grand écran',
  screen_reader: 'Lecteur d’écran installé',
  adapted_keyboard: 'Clavier ou souris adaptés',
  hearing_loop: 'Boucle magnétique',
  sign_language: 'Accueil en langue des signes',
  quiet_hours: 'Heures calmes',
};
const languages: Readonly<Record<Language, string>> = {
  fr: 'français',
  en: 'anglais',
  ar: 'arabe',
  es: 'espagnol',
  pt: 'portugais',
  de: 'allemand',
  it: 'italien',
  tr: 'turc',
  uk: 'ukrainien',
  fsl: 'langue des signes française',
};
const bands: Readonly<Record<Band, string>> = {
  under_13: 'Moins de 13 ans',
  '13_17': '13 à 17 ans',
  '18_25': '18 à 25 ans',
  '26_29': '26 à 29 ans',
  '30_59': '30 à 59 ans',
  '60_plus': '60 ans et plus',
};
const purposes: Readonly<Record<Purpose, string>> = {
  free_use: 'Accès libre',
  help: 'Aide',
  workshop: 'Atelier',
  slot: 'Créneau réservé',
  assessment: 'Test ou certification',
};
const audiences: Readonly<Record<Audience, string>> = {
  all: 'pour tous',
  young: 'pour les 13-29 ans',
  workshop: 'ateliers',
};
const topics: Readonly<Record<Topic, string>> = {
  welcome: 'Accueillir et écouter',
  teaching: 'Animer un atelier',
  procedures: 'Aider aux démarches sans faire à la place',
  data_protection: 'Protéger les données des visiteurs',
  accessibility: 'Accueillir des personnes handicapées',
  safety_online: 'Sécurité en ligne',
  minors: 'Accueillir des mineurs',
  supervision: 'Surveiller une certification',
};
const states: Readonly<Record<LabelState, string>> = {
  none: 'Pas de label',
  labelled: 'Labellisé',
  suspended: 'Label suspendu',
  expired: 'Label expiré',
  withdrawn: 'Label retiré',
};
const weekdays: readonly string[] = [
  'Lundi',
  'Mardi',
  'Mercredi',
  'Jeudi',
  'Vendredi',
  'Samedi',
  'Dimanche',
];

export const labels = {
  services,
  equipment,
  accessibility,
  languages,
  bands,
  purposes,
  audiences,
  topics,
  states,
  weekdays,
};
