import type { Examples } from '../style/examples.ts';
import { ZoneMap } from './zone-map.tsx';

const COMMUNES = [
  { name: 'Alès', latitude: 44.125, longitude: 4.08, weight: 44500 },
  { name: 'Anduze', latitude: 44.054, longitude: 3.986, weight: 3500 },
  { name: 'Nîmes', latitude: 43.837, longitude: 4.36, weight: 148200 },
  { name: 'Uzès', latitude: 44.012, longitude: 4.42, weight: 8500 },
  { name: 'Sommières', latitude: 43.783, longitude: 4.09, weight: 5200 },
  { name: 'Quissac', latitude: 43.913, longitude: 4.0, weight: 3400 },
  { name: 'Bagnols-sur-Cèze', latitude: 44.163, longitude: 4.62, weight: 18100 },
  { name: 'Le Vigan', latitude: 43.991, longitude: 3.605, weight: 3700 },
];

export const examples: Examples = {
  name: 'ZoneMap',
  group: 'maps',
  use: (say) =>
    say(
      'Où est la crise : la zone, les communes selon leur taille, les sites.',
      'Where the crisis is: the zone, towns by their size, the sites.',
    ),
  show: (say) => [
    <ZoneMap
      key="zone"
      title={say('Crue des Gardons', 'Flood of the Gardons')}
      zone={{ kind: 'departments', codes: ['30'] }}
      communes={COMMUNES}
      sites={[
        { name: say('Gymnase d’Anduze', 'Anduze gymnasium'), latitude: 44.054, longitude: 3.986 },
      ]}
      weightLabel={say('Habitants', 'Inhabitants')}
    />,
  ],
};
