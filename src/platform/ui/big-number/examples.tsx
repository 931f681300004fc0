import { FillBar } from '../fill-bar/fill-bar.tsx';
import type { Examples } from '../style/examples.ts';
import { BigNumber, Numbers } from './big-number.tsx';

export const examples: Examples = {
  name: 'BigNumber, FillBar',
  group: 'figures',
  use: (say) =>
    say(
      'Ce qui se lit à deux mètres d’un écran mural.',
      'What is read two metres away from a wall screen.',
    ),
  show: (say) => [
    <Numbers key="numbers">
      <BigNumber
        value={84}
        label={say('personnes alertées', 'people alerted')}
        hint={say('vague 2 sur 3', 'wave 2 of 3')}
      />
      <BigNumber value={31} label={say('ont dit oui', 'said yes')} tone="success" />
      <BigNumber
        value="12 min"
        label={say('pour la moitié des réponses', 'for half of the replies')}
      />
      <BigNumber value={3} label={say('personnes en retard', 'people overdue')} tone="crisis" />
    </Numbers>,
    <div key="bars">
      <FillBar
        label={say('Secouristes, gymnase d’Anduze', 'First-aiders, Anduze gymnasium')}
        confirmed={7}
        reserve={2}
        places={12}
      />
      <FillBar
        label={say('Cuisine collective', 'Community kitchen')}
        confirmed={6}
        reserve={4}
        places={6}
      />
    </div>,
  ],
};
