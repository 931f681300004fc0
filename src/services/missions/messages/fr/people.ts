export const people = {
  title: 'Inviter des bénévoles',
  lead: 'Des personnes à qui cette mission irait, et qui acceptent d’être vues. Vous voyez leur prénom et leurs compétences ; le reste, c’est à elles de le dire.',
  link: 'Inviter des bénévoles',
  none: 'Personne à inviter pour l’instant',
  noneHelp:
    'Seules les personnes qui acceptent d’être vues des associations apparaissent, et chacune reçoit au plus deux invitations par mois.',
  rule: 'Chaque personne reçoit au plus deux invitations par mois, toutes associations réunies : choisissez bien.',
  knows: (names: string) => `Compétences : ${names}`,
  noSkill: 'Aucune compétence déclarée',
  points: (n: number) => `${n} points sur 100`,
  parts: {
    skills: (n: number, names: string) =>
      names === '' ? `Aucune compétence demandée : ${n}` : `Sait : ${names} (${n} sur 40)`,
    noneHeld: 'N’a pas déclaré les compétences utiles (0 sur 40)',
    remote: (n: number) => `Travail à distance : ${n} sur 30`,
    km: (km: number, n: number) =>
      km < 1 ? `Dans la commune (${n} sur 30)` : `À ${Math.round(km)} km (${n} sur 30)`,
    languages: (n: number) => `Parle la langue demandée (${n} sur 10)`,
    effort: (n: number) => `Temps demandé par la mission : ${n} sur 20`,
  },
  why: 'D’où vient ce nombre',
  invite: (name: string) => `Inviter ${name}`,
  invited: 'Personnes invitées',
  invitedAt: 'Invitée',
  answer: 'Réponse',
  person: 'Personne',
  answers: { none: 'Pas encore', declined: 'Non, merci', applied: 'S’est proposée' },
  done: 'L’invitation est partie.',
  blindSpot: (name: string, km: number) => `Personne à moins de ${km} km ne déclare : ${name}.`,
  blindSpotHelp:
    'Si ce travail peut se faire de loin, ouvrez la mission à distance : des personnes de toute la France pourront aider.',
  openRemote: 'Préparer l’ouverture à distance',
  notInvitable: 'Cette personne ne peut pas être invitée à cette mission',
  askedEnough: 'Cette personne a déjà reçu deux invitations ce mois-ci',
  youAreInvited: (association: string) => `${association} vous invite`,
  youAreInvitedText:
    'Cette association a pensé à vous. Elle ne connaît que votre prénom et vos compétences, et vous ne devez rien.',
  sayNo: 'Non, merci',
  mute: 'Ne plus recevoir d’invitations',
  saidNo: 'Vous avez répondu non, merci.',
  mail: (facts: {
    readonly firstName: string;
    readonly association: string;
    readonly mission: string;
    readonly link: string;
  }) => ({
    subject: `${facts.association} vous invite : ${facts.mission}`,
    text: [
      facts.firstName ? `Bonjour ${facts.firstName},` : 'Bonjour,',
      `${facts.association} pense que « ${facts.mission} » vous irait. Lisez la mission, proposez-vous, ou dites non merci :`,
      facts.link,
      'L’association connaît seulement votre prénom et vos compétences. Vous recevez au plus deux invitations par mois, et vous pouvez les arrêter sur la même page.',
    ].join('\n\n'),
  }),
};
