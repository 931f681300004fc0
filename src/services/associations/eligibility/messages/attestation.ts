import type { AttestError } from '../attestation.ts';

const errors: Readonly<Record<Exclude<AttestError, 'not_found'> | 'seats_wrong', string>> = {
  not_eligible: 'La décision ne donne pas droit au programme : pas d’attestation.',
  not_in_register: 'Cette association n’est plus au registre : pas d’attestation.',
  attestation_revoked:
    'L’attestation de cette décision a été révoquée. Demandez une nouvelle décision, ou écrivez-nous.',
  seats_wrong: 'Écrivez un nombre de postes, de 1 à 10 000.',
};

export const attestationFr = {
  title: 'Attestation d’éligibilité',
  holder: 'Association',
  number: 'Numéro au registre',
  programme: 'Programme',
  seats: 'Postes',
  heading: 'Votre attestation',
  help: 'À donner au distributeur : il voit d’un coup d’œil qu’elle est authentique et en vigueur, et n’apprend rien d’autre.',
  seats_label: 'Nombre de postes',
  seats_hint: 'Les personnes qui s’en serviront : salariés, dirigeants, bénévoles, membres.',
  seats_held: (n: number) => `${n} poste${n > 1 ? 's' : ''}`,
  get: 'Obtenir l’attestation',
  replace: 'Remplacer l’attestation',
  change: 'Changer le nombre de postes',
  change_help: 'L’attestation actuelle sera révoquée, une nouvelle la remplace.',
  see: 'Voir sa page publique',
  pdf: 'Télécharger le PDF',
  says: (issuer: string) => `${issuer} atteste que l’association`,
  entitled: 'a droit au programme ci-dessous.',
  what: 'Objet',
  value: 'Valeur',
  from: 'Valable depuis',
  until: 'Valable jusqu’au',
  errors,
};

const errorsEn: typeof errors = {
  not_eligible: 'The decision gives no right to the programme: no attestation.',
  not_in_register: 'This association is not in the register any more: no attestation.',
  attestation_revoked:
    'The attestation of this decision was revoked. Ask for a new decision, or write to us.',
  seats_wrong: 'Write a number of seats, from 1 to 10,000.',
};

export const attestationEn: typeof attestationFr = {
  title: 'Attestation of eligibility',
  holder: 'Association',
  number: 'Register number',
  programme: 'Programme',
  seats: 'Seats',
  heading: 'Your attestation',
  help: 'For the distributor, who sees in one glance that it is genuine and in force, and learns nothing else.',
  seats_label: 'Number of seats',
  seats_hint: 'The people who will use it: employees, officers, volunteers, members.',
  seats_held: (n) => `${n} seat${n === 1 ? '' : 's'}`,
  get: 'Get the attestation',
  replace: 'Replace the attestation',
  change: 'Change the number of seats',
  change_help: 'The present attestation will be revoked and replaced by a new one.',
  see: 'See its public page',
  pdf: 'Download the PDF',
  says: (issuer) => `${issuer} certifies that the association`,
  entitled: 'is entitled to the programme below.',
  what: 'What',
  value: 'Value',
  from: 'Valid from',
  until: 'Valid until',
  errors: errorsEn,
};
