import type { Indicator } from '../../domain/figures.ts';

export const figures = {
  title: 'Les missions en chiffres',
  lead: (from: string, to: string) =>
    `Du ${from} au ${to}. Chaque chiffre dit comment il est compté.`,
  scope: 'Pour qui',
  scopes: {
    country: 'Toute la France',
    territory: 'Mon territoire',
    association: 'Mes associations',
  },
  small:
    'Les chiffres publics taisent ce que moins de cinq personnes ont fait ; un chiffre voisin est parfois tu aussi, pour que le total ne trahisse rien.',
  exact: 'Chiffres exacts, pour votre travail : ne les publiez pas tels quels.',
  how: 'Comment c’est compté',
  byDomain: 'Par thème',
  byDepartment: 'Par département',
  domain: 'Thème',
  department: 'Département',
  untold: 'non dit',
  none: '–',
  csv: 'Données ouvertes (CSV)',
  names: {
    missions: 'missions publiées',
    applications: 'candidatures',
    unanswered_rate: 'sans réponse',
    median_answer_hours: 'avant la première réponse',
    fill_rate: 'des places prises',
    no_show_rate: 'd’absences',
    hours: 'heures confirmées',
    remote_share: 'des missions à distance',
  } satisfies Record<Indicator, string>,
  short: {
    missions: 'Missions',
    applications: 'Candidatures',
    unanswered_rate: 'Sans réponse',
    median_answer_hours: 'Réponse en',
    fill_rate: 'Places prises',
    no_show_rate: 'Absences',
    hours: 'Heures',
    remote_share: 'À distance',
  } satisfies Record<Indicator, string>,
  definitions: {
    missions:
      'Missions publiées pour la première fois pendant la période, celles des plateformes partenaires non comprises.',
    applications:
      'Candidatures faites pendant la période ; une question sans engagement ne compte pas.',
    unanswered_rate:
      'Candidatures rendues à la personne faute de réponse dans le délai, parmi celles qui ont eu une réponse ou ce sort. Une réponse est un message ou une décision de l’association ; la fin d’une mission n’en est pas une.',
    median_answer_hours:
      'Temps entre la candidature et la première réponse : la moitié des réponses viennent plus vite, la moitié moins vite.',
    fill_rate:
      'Places tenues aujourd’hui par quelqu’un, ou tenues jusqu’au bout, sur toutes les places des missions publiées pendant la période.',
    no_show_rate:
      'Absences notées, sur les candidatures de la période qui se sont finies par une absence ou par des heures confirmées.',
    hours:
      'Heures faites pendant la période et confirmées par l’association, et non les heures déclarées.',
    remote_share:
      'Missions publiées qui se font à distance, entièrement ou au choix, sur toutes les missions publiées.',
  } satisfies Record<Indicator, string>,
};
