import { desk } from './fr-desk.ts';
import { intake } from './fr-intake.ts';
import { visitor } from './fr-visitor.ts';

/** Of an SMS. */
export interface SmsWords {
  readonly title: string;
  readonly when: string;
  readonly from: string;
  readonly where: string;
  readonly bring: string;
  readonly url: string;
}

const bring = (w: SmsWords) => (w.bring ? ` Apportez : ${w.bring}.` : '');

export const fr = {
  desk,
  intake,
  visitor,
  sms: {
    exercise: 'EXERCICE - ',
    convened: (w: SmsWords) =>
      `${w.title} : venez ${w.when}, ${w.where}.${bring(w)} Changer ou annuler : ${w.url}`,
    moved: (w: SmsWords) =>
      `${w.title} : votre rendez-vous est maintenant ${w.when}, ${w.where}.${bring(w)} ${w.url}`,
    reminder: (w: SmsWords) =>
      `${w.title} : on vous attend à ${w.from}, ${w.where}.${bring(w)} Empêché ? ${w.url}`,
    waiting: (w: SmsWords) =>
      `${w.title} : inscription reçue, merci. Pas besoin de vous pour l’instant : ne venez pas, nous vous écrirons. ${w.url}`,
    released: (w: SmsWords) =>
      `${w.title} : NE VENEZ PLUS. L’aide est suffisante, merci à vous. ${w.url}`,
    link: (w: SmsWords) =>
      `${w.title} : ce numéro est déjà inscrit. Voir, changer ou annuler : ${w.url}`,
    thanks: (w: SmsWords) => `${w.title} : merci pour votre aide.`,
  },
  tasks: {
    clean_up: 'Nettoyer',
    sort_donations: 'Trier des dons',
    meals: 'Préparer et servir des repas',
    welcome: 'Accueillir et orienter',
    neighbours: 'Visiter les habitants',
    sandbags: 'Remplir et poser des sacs de sable',
  },
  can: {
    hands: 'Travail physique',
    care: 'Écouter, rassurer',
    kitchen: 'Cuisine',
    drive: 'Conduire (permis B)',
    admin: 'Accueil, papiers, ordinateur',
    languages: 'Parler une autre langue',
  },
  states: {
    waiting: 'En attente',
    convened: 'Convoqué',
    arrived: 'Arrivé',
    on_site: 'Sur un lieu',
    left: 'Reparti',
    refused: 'Non retenu',
    withdrawn: 'A annulé',
    released: 'Prévenu de ne plus venir',
  },
  refusals: {
    too_young: 'Trop jeune',
    unfit: 'Pas en état d’aider aujourd’hui',
    no_task: 'Pas de tâche qui convienne',
    behaviour: 'Comportement',
    other: 'Autre raison',
  },
  keeps: (days: number): readonly string[] => [
    `Bénévoles spontanés d’une crise (nom, téléphone, commune, ce qu’ils ont fait) : effacés ${days} jours après la fin de la crise, ou dès qu’ils le demandent par leur lien, s’ils ne rejoignent pas l’annuaire.`,
  ],
};
