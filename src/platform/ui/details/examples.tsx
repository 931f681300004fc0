import type { Examples } from '../style/examples.ts';
import { Tabs } from '../tabs/tabs.tsx';
import { Details } from './details.tsx';

export const examples: Examples = {
  name: 'Details, Tabs',
  group: 'content',
  use: (say) =>
    say(
      'Ce que tout le monde n’a pas besoin de lire ; les vues d’une même fiche.',
      'What not everybody needs to read; the views of one record.',
    ),
  show: (say) => [
    <Details
      key="details"
      summary={say('Pourquoi demander ma date de naissance ?', 'Why ask for my date of birth?')}
    >
      <p>
        {say(
          'Une personne mineure n’est jamais appelée dans une crise.',
          'Nobody under age is ever called in a crisis.',
        )}
      </p>
    </Details>,
    <Tabs
      key="tabs"
      label={say('Parties de la fiche', 'Parts of the record')}
      items={[
        { href: '/style?tab=board', text: say('Tableau de bord', 'Board'), current: true },
        { href: '/style?tab=needs', text: say('Besoins', 'Needs'), current: false, count: 4 },
        { href: '/style?tab=log', text: say('Main courante', 'Log'), current: false, count: 37 },
      ]}
    />,
  ],
};
