/** A test launched by a learning platform. */
export const lti = {
  title: 'Le test n’a pas pu être lancé',
  what: 'Revenez à votre plateforme de cours et relancez le test. Si cela recommence, montrez cette page à la personne qui gère la plateforme.',
  errors: {
    platform_unknown: 'Cette plateforme n’est pas connue ici : elle doit d’abord être inscrite.',
    login_unknown: 'Ce lancement est trop vieux, ou a déjà servi.',
    keys_unreachable:
      'Les clés de la plateforme ne répondent pas : sa signature ne peut pas être vérifiée.',
    token_refused: 'La signature de la plateforme n’est pas valable.',
    launch_not_understood: 'La plateforme a envoyé un lancement que Renfort ne connaît pas.',
  },
};
