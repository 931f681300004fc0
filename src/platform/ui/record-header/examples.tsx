import { Button } from '../button/button.tsx';
import type { Examples } from '../style/examples.ts';
import { RecordHeader } from './record-header.tsx';

export const examples: Examples = {
  name: 'RecordHeader',
  group: 'content',
  use: (say) =>
    say(
      'La tête d’une fiche : ce que c’est, son état, la suite.',
      'The head of a record: what it is, its state, what comes next.',
    ),
  show: (say) => [
    <RecordHeader
      key="crisis"
      level={2}
      kind={say('Crise', 'Crisis')}
      title={say('Crue des Gardons', 'Flood of the Gardons')}
      state={{ text: say('En cours', 'Under way'), tone: 'crisis' }}
      facts={say(
        'Gard (30) · depuis 14:02 · préfecture du Gard',
        'Gard (30) · since 14:02 · prefecture of Gard',
      )}
      next={say('Il manque 5 secouristes avant 18 h.', '5 first-aiders are missing before 6 pm.')}
    >
      <Button>{say('Lancer un appel', 'Start a call-out')}</Button>
      <Button variant="secondary">{say('Ajouter un besoin', 'Add a need')}</Button>
    </RecordHeader>,
  ],
};
