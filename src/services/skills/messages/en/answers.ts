import { plural } from '#platform/i18n/index.ts';

export const answers = {
  choose: 'Choose',
  severalPossible: 'Several answers may be right.',
  placeOf: (text: string) => `Place of “${text}”`,
  orderHint: 'Give each line its place, from the first to the last.',
  matchHint: 'Choose for each line what goes with it.',
  numberHint: 'A number, in digits.',
  pictureHint: 'Choose the place by its name.',
  fileHint: 'The file is read, then forgotten.',
  file: 'Your file',
  yourAnswer: 'Your answer',
  errors: {
    answer_missing: 'Give an answer before checking it',
    order_incomplete: 'Give each line a different place',
    pair_missing: 'Choose something for each line',
    number_unreadable: 'Write a number in digits, like 12 or 3.5',
    file_unreadable: 'This file cannot be read: send a CSV or text file of 200 KB at most',
    not_an_answer_to_this: 'This answer is not of the kind expected: answer again',
    not_a_choice: 'This answer is not among the choices: answer again',
    too_long: (most: number) =>
      `Your answer is too long: ${plural('en', most, {
        one: `${most} character`,
        other: `${most} characters`,
      })} at most`,
    too_many_points: (most: number) => `Choose ${most} places at most`,
  },
};
