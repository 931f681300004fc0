import type { Examples } from '../style/examples.ts';
import { ICON_NAMES, Icon } from './icon.tsx';

export const examples: Examples = {
  name: 'Icon',
  group: 'identity',
  use: (say) => say('Toujours à côté d’un texte.', 'Always beside a text.'),
  show: () => [
    <ul key="icons" class="rf-style__icons">
      {ICON_NAMES.map((name) => (
        <li key={name}>
          <Icon name={name} /> {name}
        </li>
      ))}
    </ul>,
  ],
};
