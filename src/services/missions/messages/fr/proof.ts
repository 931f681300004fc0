export const proof = {
  title: 'Attestation de bénévolat',
  says: (association: string) => `${association} atteste que`,
  gave: (mission: string) => `a donné de son temps comme bénévole pour « ${mission} ».`,
  days: 'Jours',
  hours: 'Heures',
  purpose:
    'Attestation remise à la personne à sa demande, pour faire valoir ce que de droit : études, emploi, compte d’engagement citoyen.',
  made: (day: string) => `Établie le ${day}.`,
  holder: 'Personne',
  mission: 'Mission',
  association: 'Association',
  between: (first: string, last: string) => `du ${first} au ${last}`,
  description: (mission: string, association: string) =>
    `Bénévolat pour « ${mission} », ${association}.`,
  criteria: (association: string) =>
    `Heures déclarées par la personne, confirmées par ${association}.`,
  offer:
    'Un document à montrer à un employeur ou à une école. Tant que vous ne le demandez pas, personne ne peut rien vérifier sur vous.',
  given: 'Toute personne à qui vous donnez le code peut vérifier votre attestation.',
  download: 'Télécharger mon attestation (PDF)',
  publicPage: (code: string) => `Page de vérification ${code}`,
  correct: 'Corriger les heures confirmées',
  correctHint:
    'La personne est prévenue. Une attestation déjà remise avec les anciennes heures est annulée : elle pourra en demander une nouvelle.',
  corrected: 'Corrigé',
  why: 'Pourquoi',
  minutesOf: (day: string) => `Durée du ${day}`,
  yearTitle: (year: number) => `Mes heures de ${year}`,
  yearLead: 'Celles que vous avez déclarées, et celles que les associations ont confirmées.',
  yearNone: (year: number) => `Aucune heure en ${year}`,
  yearNoneHelp:
    'Déclarez vos heures sur la page de votre candidature : l’association les confirme.',
  find: 'Trouver une mission',
  seeYear: 'Mes heures par année',
  total: 'Confirmées en tout',
  most: 'Dont dans une même association',
  outOf: (minutes: string, goal: string) => `${minutes} sur ${goal}`,
  cecHint: (year: number) =>
    `Compte d’engagement citoyen : ces heures comptent si vous siégez dans l’instance dirigeante de l’association ou encadrez d’autres bénévoles. Déclarez celles de ${year} avant le 30 juin ${year + 1} sur votre compte d’engagement.`,
  entries: 'Jour par jour',
  csv: 'Tableau (CSV)',
  json: 'Données (JSON)',
};
