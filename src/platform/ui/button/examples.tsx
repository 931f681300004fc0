import type { Examples } from '../style/examples.ts';
import { Button, ButtonGroup } from './button.tsx';

export const examples: Examples = {
  name: 'Button',
  group: 'forms',
  use: (say) =>
    say(
      'Une seule action principale par page. Le texte dit exactement ce qui va se passer.',
      'One primary act per page. Its words say exactly what will happen.',
    ),
  show: (say) => [
    <ButtonGroup key="all">
      <Button>{say('Enregistrer et continuer', 'Save and continue')}</Button>
      <Button variant="secondary">{say('Enregistrer le brouillon', 'Save the draft')}</Button>
      <Button variant="warning">{say('Supprimer mon compte', 'Delete my account')}</Button>
      <Button disabled>{say('Indisponible', 'Unavailable')}</Button>
    </ButtonGroup>,
    <div key="large" class="rf-style__phone">
      <Button size="large">{say('Oui, je viens', 'Yes, I am coming')}</Button>
      <Button size="large" variant="secondary">
        {say('Non, pas cette fois', 'No, not this time')}
      </Button>
    </div>,
  ],
};
