import type { AuthorisationState, NewAuthorisationError } from '../../domain/authorisation.ts';
import type { DistributorEvent, DistributorState } from '../../domain/distributor.ts';

const states: Readonly<Record<DistributorState, string>> = {
  active: 'Actif',
  suspended: 'Suspendu',
};

const events: Readonly<Record<DistributorEvent, string>> = {
  suspend: 'Suspendre',
  resume: 'Rétablir',
};

const authorisationStates: Readonly<Record<AuthorisationState, string>> = {
  coming: 'À venir',
  in_force: 'En cours',
  over: 'Terminée',
  withdrawn: 'Retirée',
};

export type DistributorError =
  | NewAuthorisationError
  | 'name_missing'
  | 'email_invalid'
  | 'siren_invalid'
  | 'address_wrong'
  | 'date_missing'
  | 'department_unknown'
  | 'product_unknown'
  | 'transition_not_allowed';

const errors: Readonly<Record<DistributorError, string>> = {
  name_missing: 'Écrivez le nom du distributeur, en 200 caractères au plus.',
  email_invalid: 'Écrivez une adresse e-mail complète, comme contact@exemple.fr.',
  siren_invalid: 'Ce n’est pas un numéro SIREN : neuf chiffres, comme 123 456 782.',
  address_wrong: 'Écrivez une adresse qui commence par https://',
  date_missing: 'Choisissez une date.',
  dates_reversed: 'Le dernier jour est avant le premier.',
  dates_past: 'Le dernier jour est déjà passé.',
  department_unknown: 'Écrivez des numéros de département, comme 30, 34 ou 2A.',
  product_unknown: 'Choisissez un produit payant du catalogue.',
  transition_not_allowed: 'Quelqu’un l’a changé entre-temps : voici où il en est.',
};

export const fr = {
  title: 'Distributeurs',
  lead: 'Qui peut vendre quoi aux associations, où, et jusqu’à quand.',
  own: 'Votre habilitation',
  navigation: 'Distributeurs',
  kind: 'Distributeur',
  nothing: 'Aucun distributeur',
  nothingHelp:
    'Ajoutez le premier ci-dessous. Il ne vend rien avant que vous ne l’habilitiez pour un produit.',
  count: (n: number): string => (n > 1 ? 'distributeurs' : 'distributeur'),
  name: 'Nom',
  email: 'Adresse e-mail',
  emailHelp: 'Chaque commande y est annoncée.',
  siren: 'Numéro SIREN (facultatif)',
  website: 'Site (facultatif)',
  state: 'État',
  productsSold: 'Produits en vente',
  openOrders: 'Commandes à servir',
  add: 'Ajouter un distributeur',
  addButton: 'Ajouter',
  created: 'Ajouté. Habilitez-le pour un produit : il ne vend rien avant.',
  saved: 'C’est noté.',
  states,
  events,
  suspendHelp: 'Un distributeur suspendu ne reçoit plus de commande. Il sert celles qu’il a.',
  authorisations: 'Habilitations',
  noAuthorisation: 'Aucune : ce distributeur ne peut encore rien vendre.',
  authorisationStates,
  product: 'Produit',
  where: 'Où',
  everywhere: 'Toute la France',
  from: 'Premier jour',
  until: 'Dernier jour',
  withdraw: 'Retirer',
  withdrawWhat: (product: string) => `l’habilitation pour ${product}`,
  authorise: 'Habiliter pour un produit',
  departments: 'Départements',
  departmentsHelp: 'Leurs numéros, comme « 30, 34, 2A ». Rien : toute la France.',
  authoriseButton: 'Habiliter',
  agents: 'Agents',
  agentsHelp: 'Ils voient les commandes de ce distributeur et les servent.',
  noAgent: 'Personne encore.',
  remove: 'Retirer',
  removeWhat: (email: string) => `le rôle de ${email}`,
  invite: 'Inviter un agent',
  inviteButton: 'Inviter',
  invitedSubject: (name: string) => `Vous agissez pour ${name} sur Renfort`,
  invitedText: (name: string, url: string) =>
    [
      `Vous pouvez maintenant servir les commandes de ${name}.`,
      '',
      'Connectez-vous avec cette adresse e-mail : un code vous sera envoyé, il n’y a pas de mot de passe.',
      url,
      '',
      'Si vous ne connaissez pas ce distributeur, ne faites rien : sans connexion, rien ne se passe.',
    ].join('\n'),
  history: 'Historique',
  actions: {
    'distributor.created': 'Ajouté',
    'distributor.suspend': 'Suspendu',
    'distributor.resume': 'Rétabli',
    'distributor.authorised': 'Habilité',
    'distributor.authorisation_withdrawn': 'Habilitation retirée',
    'distributor.agent_invited': 'Agent invité',
    'distributor.webhook_set': 'Adresse d’appel changée',
    'distributor.webhook_secret': 'Secret d’appel renouvelé',
    'distributor.agent_removed': 'Agent retiré',
  } as Readonly<Record<string, string>>,
  errors,
};
