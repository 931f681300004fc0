import { catalogue, plural } from '../i18n/index.ts';
import { relativeTime } from './time/written-time.ts';

const fr = {
  error_prefix: 'Erreur :',
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
  map: {
    table: 'Voir les chiffres',
    department: 'Département',
    commune: 'Commune',
    named: (name: string, value: string) => `${name} : ${value}`,
    range: (from: string, to: string) => (from === to ? from : `${from} à ${to}`),
  },
  due: {
    late: (at: Date, now: Date) => `en retard, ${relativeTime('fr', at, now)}`,
    soon: (at: Date, now: Date) => `à faire ${relativeTime('fr', at, now)}`,
  },
  error_body: { home: 'Retour à l’accueil' },
  style: {
    title: 'Le guide de l’interface',
    lead: 'Chaque pièce de Renfort, avec des exemples. Les noms sont ceux du code.',
    families: 'Familles de composants',
    groups: {
      identity: 'Identité',
      forms: 'Formulaires',
      content: 'Contenu',
      lists: 'Listes',
      figures: 'Chiffres',
      maps: 'Cartes',
    },
    colours: 'Couleurs',
    type: 'Écriture',
    lead_sample: 'Une phrase d’introduction dit à quoi sert la page.',
    heading_sample: 'Un titre de troisième rang',
    text_sample:
      'Le texte courant est en Atkinson Hyperlegible Next, dessinée pour les personnes malvoyantes : on y distingue le I, le l et le 1, le O et le 0. Une ligne ne dépasse pas 70 caractères.',
  },
  layout: {
    language: 'Français',
    skip: 'Aller au contenu',
    home: 'renfort, accueil',
    home_crumb: 'Accueil',
    menu: 'Menu',
    close: 'Fermer',
    navigation: 'Navigation principale',
    sections: {
      crises: 'Crises',
      help: 'Aider',
      associations: 'Associations',
      learn: 'Apprendre',
      reviews: 'À relire',
      administration: 'Administration',
    },
    breadcrumbs: 'Vous êtes ici',
    bands: 'À savoir',
    sign_in: 'Se connecter',
    account: 'Mon compte',
    exercise: 'EXERCICE',
    exercise_text: 'Rien de ce qui se passe ici n’est réel. Aucun message ne part.',
    demo: 'Démonstration : les données sont inventées.',
    demo_outbox: 'Messages envoyés',
    demo_accounts: 'Comptes d’essai',
    footer: {
      label: 'À propos du site',
      sentence:
        'Un logiciel libre pour les associations et les personnes qui les aident, sous licence AGPL-3.0 ou ultérieure.',
      links: [
        { href: '/verify', text: 'Vérifier une attestation' },
        { href: '/about', text: 'À propos' },
        { href: '/accessibility', text: 'Accessibilité' },
        { href: '/privacy', text: 'Vos données' },
        { href: '/legal', text: 'Mentions légales' },
        { href: '/about#source', text: 'Code source' },
      ],
    },
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
  map: {
    table: 'See the figures',
    department: 'Department',
    commune: 'Commune',
    named: (name, value) => `${name}: ${value}`,
    range: (from, to) => (from === to ? from : `${from} to ${to}`),
  },
  due: {
    late: (at, now) => `late, ${relativeTime('en', at, now)}`,
    soon: (at, now) => `due ${relativeTime('en', at, now)}`,
  },
  error_body: { home: 'Back to the home page' },
  style: {
    title: 'The interface guide',
    lead: 'Every part of Renfort, with examples. The names are those of the code.',
    families: 'Families of components',
    groups: {
      identity: 'Identity',
      forms: 'Forms',
      content: 'Content',
      lists: 'Lists',
      figures: 'Figures',
      maps: 'Maps',
    },
    colours: 'Colours',
    type: 'Type',
    lead_sample: 'One opening sentence says what the page is for.',
    heading_sample: 'A third-level heading',
    text_sample:
      'Running text is set in Atkinson Hyperlegible Next, drawn for people with low vision: I, l and 1, O and 0 are told apart. A line never exceeds 70 characters.',
  },
  layout: {
    language: 'English',
    skip: 'Skip to content',
    home: 'renfort, home',
    home_crumb: 'Home',
    menu: 'Menu',
    close: 'Close',
    navigation: 'Main navigation',
    sections: {
      crises: 'Crises',
      help: 'Help out',
      associations: 'Associations',
      learn: 'Learn',
      reviews: 'To review',
      administration: 'Administration',
    },
    breadcrumbs: 'You are here',
    bands: 'Good to know',
    sign_in: 'Sign in',
    account: 'My account',
    exercise: 'EXERCISE',
    exercise_text: 'Nothing that happens here is real. No message is sent.',
    demo: 'Demonstration: the data is made up.',
    demo_outbox: 'Messages sent',
    demo_accounts: 'Trial accounts',
    footer: {
      label: 'About this site',
      sentence:
        'Free software for associations and the people who help them, under the AGPL-3.0 licence or later.',
      links: [
        { href: '/verify', text: 'Check a certificate' },
        { href: '/about', text: 'About' },
        { href: '/accessibility', text: 'Accessibility' },
        { href: '/privacy', text: 'Your data' },
        { href: '/legal', text: 'Legal notice' },
        { href: '/about#source', text: 'Source code' },
      ],
    },
  },
};

export const uiTexts = catalogue({ fr, en });
