export const syndication = {
  feedTitle: 'Missions de bénévolat',
  subscribe: 'S’abonner à ces missions',
  rss: 'Flux RSS',
  jsonFeed: 'Flux JSON',
  embedLink: 'Les montrer sur votre site',
  embedTitle: 'Montrer des missions sur votre site',
  embedLead:
    'Copiez ces lignes dans une page de votre site. Les missions y restent à jour, sans traceur ni cookie, et se lisent sans JavaScript.',
  choose: 'Quelles missions ?',
  near: 'Autour de',
  nearHint: 'Une commune ; laissez vide pour tout le pays',
  family: 'Type de besoin',
  allFamilies: 'Tous',
  remote: 'Où',
  everywhere: 'À distance et sur place',
  show: 'Préparer les lignes',
  code: 'Lignes à copier',
  preview: 'Aperçu',
  allMissions: 'Toutes les missions',
  none: 'Pas de mission en ce moment.',
  onEngagement: 'Sur API Engagement',
  engagementHelp:
    'API Engagement transmet vos missions à ses partenaires, dont JeVeuxAider.gouv.fr.',
  engagement: {
    accepted: 'Acceptée et transmise.',
    refused: (why: string) =>
      why ? `Refusée : ${why}. Modifiez la mission, elle sera renvoyée.` : 'Refusée.',
    waiting: 'Transmise, en attente de relecture.',
  },
};
