import type { Examples } from '../style/examples.ts';
import { SummaryList } from './summary-list.tsx';

export const examples: Examples = {
  name: 'SummaryList',
  group: 'content',
  use: (say) =>
    say(
      'Les faits d’une fiche, avec de quoi les modifier.',
      'The facts of a record, and the way to change them.',
    ),
  show: (say) => [
    <SummaryList
      key="list"
      rows={[
        {
          key: say('Commune', 'Town'),
          value: 'Anduze (30140)',
          action: {
            href: '/style',
            text: say('Modifier', 'Change'),
            hidden: say('la commune', 'the town'),
          },
        },
        {
          key: say('Rayon', 'Radius'),
          value: '30 km',
          action: {
            href: '/style',
            text: say('Modifier', 'Change'),
            hidden: say('le rayon', 'the radius'),
          },
        },
        { key: say('Inscription', 'Signed up'), value: say('12 mars 2025', '12 March 2025') },
      ]}
    />,
  ],
};
