import { Button } from '../button/button.tsx';
import type { Examples } from '../style/examples.ts';
import { EmptyState } from './empty-state.tsx';

export const examples: Examples = {
  name: 'EmptyState',
  group: 'content',
  use: (say) =>
    say('Une liste vide apprend à la remplir.', 'An empty list teaches how to fill it.'),
  show: (say) => [
    <EmptyState
      key="empty"
      title={say('Aucune mission pour l’instant', 'No mission yet')}
      action={<Button href="/style">{say('Décrire une mission', 'Describe a mission')}</Button>}
    >
      <p>
        {say(
          'Décrivez ce dont vous avez besoin en cinq questions. Une mission d’une heure suffit pour commencer.',
          'Describe what you need in five questions. One hour of work is enough to begin.',
        )}
      </p>
    </EmptyState>,
  ],
};
