import type { Examples } from '../style/examples.ts';
import { TextArea } from '../text-area/text-area.tsx';
import { TextField } from './text-field.tsx';

export const examples: Examples = {
  name: 'TextField, TextArea',
  group: 'forms',
  use: (say) =>
    say(
      'L’étiquette reste visible, l’aide dit pourquoi, l’erreur dit quoi faire.',
      'The label stays in sight, the hint says why, the error says what to do.',
    ),
  show: (say) => [
    <TextField
      key="hint"
      name="style_phone"
      label={say('Numéro de portable', 'Mobile number')}
      hint={say(
        'Pour les alertes seulement. Il n’est montré à personne.',
        'For alerts only. It is shown to nobody.',
      )}
      type="tel"
      autocomplete="tel"
      inputmode="tel"
      width="medium"
      value="06 12 34 56 78"
    />,
    <TextField
      key="error"
      name="style_email"
      label={say('Adresse e-mail', 'E-mail address')}
      type="email"
      autocomplete="email"
      value="lea.martin@"
      error={say(
        'Écrivez une adresse complète, comme nom@exemple.fr',
        'Write a whole address, like name@example.org',
      )}
    />,
    <TextField
      key="suffix"
      name="style_radius"
      label={say('Jusqu’où pouvez-vous aller ?', 'How far can you travel?')}
      inputmode="numeric"
      width="short"
      suffix="km"
      value="30"
    />,
    <TextArea
      key="area"
      name="style_note"
      label={say('Ce que vous avez constaté', 'What you have seen')}
      rows={3}
    />,
  ],
};
