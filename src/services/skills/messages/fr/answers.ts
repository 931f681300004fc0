import { plural } from '#platform/i18n/index.ts';

/** What is said around the fields of an answer, in an exercise or in a test. */
export const answers = {
  choose: 'Choisir',
  severalPossible: 'Plusieurs réponses peuvent être justes.',
  placeOf: (text: string) => `Place de « ${text} »`,
  orderHint: 'Donnez à chaque ligne sa place, de la première à la dernière.',
  matchHint: 'Choisissez pour chaque ligne ce qui va avec.',
  numberHint: 'Un nombre, en chiffres.',
  pictureHint: 'Choisissez l’endroit par son nom.',
  fileHint: 'Le fichier est lu, puis oublié.',
  file: 'Votre fichier',
  yourAnswer: 'Votre réponse',
  errors: {
    answer_missing: 'Donnez une réponse avant de vérifier',
    order_incomplete: 'Donnez à chaque ligne une place différente',
    pair_missing: 'Choisissez quelque chose pour chaque ligne',
    number_unreadable: 'Écrivez un nombre en chiffres, comme 12 ou 3,5',
    file_unreadable: 'Ce fichier ne se lit pas : envoyez un fichier CSV ou texte de 200 Ko au plus',
    not_an_answer_to_this: 'Cette réponse n’est pas de la sorte attendue : répondez de nouveau',
    not_a_choice: 'Cette réponse n’est pas parmi les choix : répondez de nouveau',
    too_long: (most: number) =>
      `Votre réponse est trop longue : ${plural('fr', most, {
        one: `${most} caractère`,
        other: `${most} caractères`,
      })} au plus`,
    too_many_points: (most: number) => `Choisissez ${most} endroits au plus`,
  },
};
