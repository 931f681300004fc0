import { CONTOURS } from '../map/contours.ts';
import type { Examples } from '../style/examples.ts';
import { DepartmentMap } from './department-map.tsx';

export const examples: Examples = {
  name: 'DepartmentMap',
  group: 'maps',
  use: (say) =>
    say(
      'Une grandeur par département, outre-mer compris.',
      'One figure per department, overseas included.',
    ),
  show: (say) => [
    <DepartmentMap
      key="france"
      title={say('Une grandeur inventée, par département', 'A made-up figure, by department')}
      valueLabel={say('Valeur', 'Value')}
      values={CONTOURS.map(({ code }, i) => ({ code, value: (i * 37) % 211 }))}
      highlighted={['30', '34']}
    />,
  ],
};
