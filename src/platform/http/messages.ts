import { catalogue } from '../i18n/index.ts';

const MB = 1024 * 1024;

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
    text: 'Vous avez peut-être été déconnecté, ou la page est restée ouverte longtemps. Rien n’a été enregistré. Voici ce que vous aviez saisi : vérifiez, puis envoyez de nouveau. Les fichiers joints sont à choisir de nouveau.',
    again: 'Envoyer de nouveau',
  },
  from_elsewhere: {
    title: 'Formulaire refusé',
    text: 'Ce formulaire a été envoyé depuis un autre site. Rien n’a été enregistré. Ouvrez la page sur ce site et recommencez.',
  },
  bad_request: {
    title: 'Envoi illisible',
    text: 'Le contenu envoyé n’a pas pu être lu : l’envoi a sans doute été interrompu. Rien n’a été enregistré. Revenez à la page et recommencez.',
  },
  too_large: {
    title: 'Envoi trop volumineux',
    text: (bytes: number) =>
      `Cette page accepte au plus ${bytes >= MB ? `${Math.floor(bytes / MB)} Mo` : `${Math.floor(bytes / 1024)} Ko`}. Rien n’a été enregistré. Réduisez le fichier ou le texte, puis recommencez.`,
  },
  too_many: {
    title: 'Trop d’essais',
    before:
      'Trop de demandes viennent d’être faites depuis votre réseau. Vous pourrez réessayer à partir de : ',
    after: '.',
  },
  unavailable: {
    title: 'Service momentanément indisponible',
    text: 'Nos données ne répondent pas en ce moment. Ce qui était enregistré l’est toujours. Réessayez dans quelques secondes.',
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
  from_elsewhere: {
    title: 'Form refused',
    text: 'This form was sent from another site. Nothing was saved. Open the page on this site and start again.',
  },
  bad_request: {
    title: 'Unreadable submission',
    text: 'What was sent could not be read: the sending was probably cut short. Nothing was saved. Go back to the page and start again.',
  },
  too_large: {
    title: 'Too large',
    text: (bytes: number) =>
      `This page accepts at most ${bytes >= MB ? `${Math.floor(bytes / MB)} MB` : `${Math.floor(bytes / 1024)} KB`}. Nothing was saved. Make the file or the text smaller, then start again.`,
  },
  too_many: {
    title: 'Too many attempts',
    before: 'Too many requests have just come from your network. You can try again from: ',
    after: '.',
  },
  unavailable: {
    title: 'Service briefly unavailable',
    text: 'Our data is not answering at the moment. What was saved is still saved. Try again in a few seconds.',
  },
};

export const pageTexts = catalogue({ fr, en });
