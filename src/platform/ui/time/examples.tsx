import type { Examples } from '../style/examples.ts';
import { Time } from './time.tsx';

const AT = new Date(Date.UTC(2026, 10, 24, 8, 0));

export const examples: Examples = {
  name: 'Time',
  group: 'content',
  use: (say) =>
    say(
      'L’heure locale ; l’heure exacte au survol ; le fuseau s’il diffère de Paris.',
      'Local time; the exact one on hover; the zone when it is not that of Paris.',
    ),
  show: () => [
    <ul key="times">
      <li>
        <Time at={AT} />
      </li>
      <li>
        <Time at={AT} format="day_time" />
      </li>
      <li>
        <Time at={AT} timeZone="Indian/Reunion" />
      </li>
      <li>
        <Time at={AT} relative />
      </li>
      <li>
        <Time at="2026-11-24" />
      </li>
    </ul>,
  ],
};
