import { catalogue, plural } from '../i18n/index.ts';

const fr = {
  error_prefix: 'Erreur :',
  error_summary: (n: number) =>
    plural('fr', n, { one: 'Un point est à corriger', other: `${n} points sont à corriger` }),
  pagination: {
    label: 'Pages de la liste',
    previous: 'Précédente',
    next: 'Suivante',
    page: (n: number) => `Page ${n}`,
  },
  fill_bar: {
    spoken: (confirmed: number, places: number) =>
      `${confirmed} ${plural('fr', confirmed, { one: 'personne confirmée', other: 'personnes confirmées' })} sur ${places}`,
    full: 'Complet',
    missing: (n: number) =>
      plural('fr', n, { one: 'il manque 1 personne', other: `il manque ${n} personnes` }),
    reserve: (n: number) => `${n} en réserve`,
  },
};

const en: typeof fr = {
  error_prefix: 'Error:',
  error_summary: (n) =>
    plural('en', n, {
      one: 'There is one thing to correct',
      other: `There are ${n} things to correct`,
    }),
  pagination: {
    label: 'Pages of the list',
    previous: 'Previous',
    next: 'Next',
    page: (n) => `Page ${n}`,
  },
  fill_bar: {
    spoken: (confirmed, places) =>
      `${confirmed} ${plural('en', confirmed, { one: 'person', other: 'people' })} confirmed out of ${places}`,
    full: 'Full',
    missing: (n) => plural('en', n, { one: '1 person missing', other: `${n} people missing` }),
    reserve: (n) => `${n} in reserve`,
  },
};

export const uiTexts = catalogue({ fr, en });
