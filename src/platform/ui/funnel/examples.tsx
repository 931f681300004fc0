import { BarChart } from '../bar-chart/bar-chart.tsx';
import type { Examples } from '../style/examples.ts';
import { Funnel } from './funnel.tsx';

export const examples: Examples = {
  name: 'Funnel, BarChart',
  group: 'figures',
  use: (say) =>
    say(
      'Qui ne sera pas appelé, et pourquoi, avant tout envoi.',
      'Who will not be called, and why, before anything is sent.',
    ),
  show: (say) => [
    <Funnel
      key="funnel"
      start={{ label: say('Bénévoles à moins de 30 km', 'Volunteers within 30 km'), count: 2310 }}
      steps={[
        { label: say('Sans la compétence demandée', 'Without the skill asked for'), count: 1604 },
        { label: say('Certificat expiré', 'Certificate expired'), count: 112 },
        { label: say('Pas disponibles à ce moment', 'Not available then'), count: 301 },
        { label: say('Déjà engagés ailleurs', 'Already engaged elsewhere'), count: 47 },
        { label: say('Alertés trop souvent ce mois-ci', 'Alerted too often this month'), count: 0 },
      ]}
      end={{ label: say('Peuvent être appelés', 'May be called'), count: 246 }}
    />,
    <BarChart
      key="bars"
      title={say('Pourquoi on a répondu non', 'Why people said no')}
      items={[
        { label: say('Pas disponible', 'Not available'), value: 38 },
        { label: say('Trop loin', 'Too far'), value: 14 },
        {
          label: say('Ne souhaite plus être appelé', 'Wants no more calls'),
          value: 3,
          tone: 'caution',
        },
      ]}
    />,
  ],
};
