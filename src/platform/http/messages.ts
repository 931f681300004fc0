import { catalogue } from '../i18n/index.ts';

const fr = {
  not_found: {
    title: 'Page introuvable',
    text: 'Cette page n’existe pas ou n’existe plus. Vérifiez l’adresse, ou repartez de l’accueil.',
  },
  forbidden: {
    title: 'Accès refusé',
    text: 'Votre compte ne permet pas d’ouvrir cette page. Si vous pensez que c’est une erreur, écrivez à l’administration de ce site.',
  },
  failed: {
    title: 'Une erreur s’est produite',
    text: 'Rien n’a été perdu de ce qui était déjà enregistré. Réessayez dans un instant.',
  },
};

const en: typeof fr = {
  not_found: {
    title: 'Page not found',
    text: 'This page does not exist, or no longer does. Check the address, or start again from the home page.',
  },
  forbidden: {
    title: 'Access denied',
    text: 'Your account cannot open this page. If you think this is a mistake, write to the administrators of this site.',
  },
  failed: {
    title: 'Something went wrong',
    text: 'Nothing already saved was lost. Try again in a moment.',
  },
};

export const pageTexts = catalogue({ fr, en });
