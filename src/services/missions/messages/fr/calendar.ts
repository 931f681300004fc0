export type MeetingNews = 'set' | 'cancelled' | 'day' | 'hour';

export interface MeetingFacts {
  readonly firstName: string;
  readonly mission: string;
  /** Day and hours, in words. */
  readonly moment: string;
  readonly place: string;
  readonly link: string;
}

const SUBJECTS: Readonly<Record<MeetingNews, string>> = {
  set: 'Rendez-vous',
  cancelled: 'Rendez-vous annulé',
  day: 'C’est bientôt',
  hour: 'C’est dans moins d’une heure',
};

const SENTENCES: Readonly<Record<MeetingNews, string>> = {
  set: 'on vous attend à ce rendez-vous :',
  cancelled: 'ce rendez-vous n’aura pas lieu :',
  day: 'on vous attend dans moins d’un jour :',
  hour: 'on vous attend dans moins d’une heure :',
};

export const calendar = {
  meetings: 'Rendez-vous',
  meetingsLead:
    'Dites quand et où les bénévoles sont attendus : chacun est prévenu, puis rappelé un jour et une heure avant.',
  meeting: 'Rendez-vous',
  none: 'Aucun rendez-vous',
  noneHelp: 'Une mission à distance n’en a pas besoin.',
  when: 'Quand',
  place: 'Où',
  placeHint: 'Une adresse, ou un lien de visioconférence',
  starts: 'Début',
  ends: 'Fin',
  add: 'Ajouter un rendez-vous',
  change: 'Changer ce rendez-vous',
  cancel: 'Annuler ce rendez-vous',
  cancelled: 'Annulé',
  people: 'Personnes attendues',
  nobody: 'Personne n’a encore de place dans cette mission.',
  came: 'Présence',
  missed: 'Absence',
  presenceHint: 'La durée du rendez-vous compte comme heures confirmées pour qui est venu.',
  savePresence: 'Enregistrer les présences',
  download: 'Ajouter à mon agenda (.ics)',
  deadline: (mission: string) => `À rendre : ${mission}`,
  conflict: 'On vous attend déjà ailleurs',
  own: 'Mon agenda',
  ownLead: 'Quand et où l’on vous attend.',
  ownNone: 'Rien à venir',
  ownNoneHelp: 'Les rendez-vous de vos missions apparaîtront ici.',
  find: 'Trouver une mission',
  feed: 'Dans votre agenda, toujours à jour',
  feedHelp:
    'Une adresse secrète à coller dans l’agenda de votre téléphone ou de votre ordinateur, qui se met alors à jour tout seul.',
  feedMade: 'Votre adresse secrète',
  feedOnce:
    'Copiez-la maintenant : elle ne sera plus affichée. Qui la connaît voit vos rendez-vous.',
  feedSince: 'Une adresse secrète existe depuis le',
  feedRenewHelp:
    'Perdue, ou connue de trop de monde ? Renouvelez-la : la précédente ne répond plus.',
  make: 'Créer mon adresse',
  renew: 'Renouveler l’adresse',
  stop: 'Supprimer l’adresse',
  mail: (news: MeetingNews, { firstName, mission, moment, place, link }: MeetingFacts) => ({
    subject: `${SUBJECTS[news]} : ${mission}`,
    text: [
      firstName ? `Bonjour ${firstName},` : 'Bonjour,',
      `Pour « ${mission} », ${SENTENCES[news]}`,
      place ? `${moment}\n${place}` : moment,
      'Les détails, et de quoi répondre à l’association :',
      link,
    ].join('\n\n'),
  }),
};
