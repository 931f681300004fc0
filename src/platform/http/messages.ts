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
  stale_form: {
    title: 'Ce formulaire a expiré',
    text: 'Vous avez peut-être été déconnecté, ou la page est restée ouverte longtemps. Rien n’a été enregistré. Voici ce que vous aviez saisi : vérifiez, puis envoyez de nouveau. Les fichiers joints sont à choisir de nouveau.',
    again: 'Envoyer de nouveau',
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
  stale_form: {
    title: 'This form has expired',
    text: 'You may have been signed out, or the page stayed open for a long time. Nothing was saved. Here is what you had typed: check it, then send it again. Attached files must be chosen again.',
    again: 'Send again',
  },
};

export const pageTexts = catalogue({ fr, en });
