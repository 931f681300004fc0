import type { Examples } from '../style/examples.ts';
import { ErrorSummary } from './error-summary.tsx';

export const examples: Examples = {
  name: 'ErrorSummary',
  group: 'forms',
  use: (say) =>
    say(
      'En tête de page après un envoi refusé ; chaque ligne mène au champ.',
      'On top of the page after a refused form; each line leads to its field.',
    ),
  show: (say) => [
    <ErrorSummary
      key="two"
      errors={[
        {
          field: 'style_email',
          message: say(
            'Écrivez une adresse complète, comme nom@exemple.fr',
            'Write a whole address, like name@example.org',
          ),
        },
        { field: 'style_when', message: say('Choisissez un moment', 'Choose a time') },
      ]}
    />,
  ],
};
