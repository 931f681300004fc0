import type { Examples } from '../style/examples.ts';
import { Timeline } from './timeline.tsx';

export const examples: Examples = {
  name: 'Timeline',
  group: 'figures',
  use: (say) =>
    say(
      'Ce qui s’est passé, dans l’ordre : vagues, main courante, historique.',
      'What happened, in order: waves, log, history.',
    ),
  show: (say) => [
    <Timeline
      key="timeline"
      items={[
        {
          time: '14:02',
          title: say('Crise ouverte', 'Crisis opened'),
          tone: 'crisis',
          text: <p>{say('Vigilance rouge crue, Gardons.', 'Red flood warning, Gardons.')}</p>,
        },
        {
          time: '14:10',
          title: say('Vague 1 : 40 personnes alertées', 'Wave 1: 40 people alerted'),
          tone: 'brand',
        },
        {
          time: '14:26',
          title: say('7 places sur 12 confirmées', '7 places of 12 confirmed'),
          tone: 'success',
        },
        {
          time: '14:30',
          title: say('Vague 2 : 24 personnes alertées', 'Wave 2: 24 people alerted'),
          tone: 'brand',
        },
      ]}
    />,
  ],
};
