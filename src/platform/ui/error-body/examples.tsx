import type { Examples } from '../style/examples.ts';
import { ErrorBody } from './error-body.tsx';

export const examples: Examples = {
  name: 'ErrorBody',
  group: 'content',
  use: (say) =>
    say(
      'Une page d’erreur dit ce qui s’est passé, ce qui est sauf, et par où repartir.',
      'An error page says what happened, what is safe, and the way back.',
    ),
  show: (say) => [
    <ErrorBody key="error">
      <p>
        {say(
          'Cette page n’existe pas ou n’existe plus. Vérifiez l’adresse, ou repartez de l’accueil.',
          'This page does not exist, or no longer does. Check the address, or start from home.',
        )}
      </p>
    </ErrorBody>,
  ],
};
