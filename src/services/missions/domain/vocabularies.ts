/** The lists of API Engagement v2, under their own names: see the service's README. */
export const DOMAINS = [
  'animaux',
  'autre',
  'batiment-industrie-logistique',
  'benevolat-competences',
  'communication',
  'culture-loisirs',
  'education',
  'emploi',
  'environnement',
  'gestion-finance-droit',
  'humanitaire',
  'memoire-et-citoyennete',
  'numerique',
  'prevention-protection',
  'recherche',
  'sante',
  'service-public-defense-securite',
  'sport',
  'solidarite-insertion',
  'vivre-ensemble',
] as const;
export type Domain = (typeof DOMAINS)[number];

/** `possible`: on site or remote; `local`: remote, for people who live near. */
export const REMOTE = ['full', 'possible', 'local', 'no'] as const;
export type Remote = (typeof REMOTE)[number];

export const PACES = ['once', 'weekly', 'monthly', 'free'] as const;
export type Pace = (typeof PACES)[number];

/** What a volunteer may have to keep to oneself. */
export const CONFIDENTIALITIES = ['none', 'discreet', 'signed'] as const;
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

/** The four kinds that the programme names, and everything else. */
export const FAMILIES = ['research', 'advice', 'letters', 'administration', 'other'] as const;
export type Family = (typeof FAMILIES)[number];

export interface FamilyRule {
  /** What it is called on API Engagement. */
  readonly domain: Domain;
  readonly activity: string;
  readonly remote: Remote;
  readonly minutes: number;
}

export const FAMILY_RULES: Readonly<Record<Family, FamilyRule>> = {
  research: {
    domain: 'benevolat-competences',
    activity: 'documentation-traduction',
    remote: 'full',
    minutes: 240,
  },
  advice: { domain: 'benevolat-competences', activity: 'conseil', remote: 'full', minutes: 180 },
  letters: {
    domain: 'benevolat-competences',
    activity: 'communication',
    remote: 'full',
    minutes: 240,
  },
  administration: {
    domain: 'benevolat-competences',
    activity: 'taches-administratives',
    remote: 'full',
    minutes: 120,
  },
  other: { domain: 'autre', activity: 'autre', remote: 'no', minutes: 180 },
};

/** The 53 activities, slug and label: API Engagement stores the label, both match. */
export const ACTIVITIES: Readonly<Record<string, string>> = {
  'accueil-de-public': 'Accueil de public',
  'activites-manuelles': 'Activités manuelles',
  'aide-psychologique': 'Aide psychologique',
  alphabetisation: 'Alphabétisation',
  animation: 'Animation',
  'animation-valorisation': 'Animation et valorisation',
  art: 'Art',
  autre: 'Autre',
  bricolage: 'Bricolage',
  collecte: 'Collecte',
  'collecte-de-produits': 'Collecte de produits',
  communication: 'Communication',
  'comptabilite-finance': 'Comptabilité et finance',
  conseil: 'Conseil',
  distribution: 'Distribution',
  'documentation-traduction': 'Documentation et traduction',
  'ecoute-permanence': 'Écoute et permanence',
  'encadrement-d-equipes': 'Encadrement d’équipes',
  'enseignement-formation': 'Enseignement et formation',
  evenementiel: 'Évènementiel',
  'gestion-de-projets': 'Gestion de projets',
  'gestion-entretien-patrimoine': 'Gestion et entretien du patrimoine',
  'gestion-recherche-des-partenariats': 'Gestion et recherche de partenariats',
  'gestion-ressources-humaines': 'Gestion des ressources humaines',
  informatique: 'Informatique',
  jardinage: 'Jardinage',
  juridique: 'Juridique',
  logistique: 'Logistique',
  'lutte-contre-isolement': 'Lutte contre l’isolement',
  'maintenance-technique': 'Maintenance technique',
  'mediation-information': 'Médiation et information',
  'mentorat-parrainage': 'Mentorat et parrainage',
  'mission-internationale': 'Mission internationale',
  'operations-militaires': 'Opérations militaires',
  'preservation-patrimoine': 'Préservation du patrimoine',
  'prevention-sensibilisation': 'Prévention et sensibilisation',
  'ramassage-dechets': 'Ramassage de déchets',
  recrutement: 'Recrutement',
  'responsabilites-associatives': 'Responsabilités associatives',
  'restauration-hotellerie': 'Restauration et hôtellerie',
  'sante-soins': 'Santé et soins',
  'sciences-humaines-social': 'Sciences humaines et social',
  secourisme: 'Secourisme',
  'secours-aide': 'Secours et aide',
  sensibilisation: 'Sensibilisation',
  'soins-animaux': 'Soins aux animaux',
  'soutien-accompagnement': 'Soutien et accompagnement',
  'soutien-scolaire': 'Soutien scolaire',
  sport: 'Sport',
  'taches-administratives': 'Tâches administratives',
  'transmission-pedagogie': 'Transmission et pédagogie',
  'vie-citoyenne': 'Vie citoyenne',
  visites: 'Visites',
};
