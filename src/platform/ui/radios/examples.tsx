import { Checkbox, Checkboxes } from '../checkboxes/checkboxes.tsx';
import type { Examples } from '../style/examples.ts';
import { TextField } from '../text-field/text-field.tsx';
import { Radios } from './radios.tsx';

export const examples: Examples = {
  name: 'Radios, Checkboxes, Checkbox',
  group: 'forms',
  use: (say) =>
    say(
      'Toute la ligne se presse, au doigt comme à la souris.',
      'The whole row can be pressed, by finger or mouse.',
    ),
  show: (say) => [
    <Radios
      key="radios"
      name="style_effort"
      legend={say('Effort physique possible', 'Physical effort you can make')}
      value="hard"
      items={[
        {
          value: 'light',
          label: say('Léger', 'Light'),
          hint: say('Accueil, téléphone', 'Welcome desk, telephone'),
        },
        {
          value: 'moderate',
          label: say('Moyen', 'Moderate'),
          hint: say('Porter 10 kg', 'Carry 10 kg'),
        },
        {
          value: 'hard',
          label: say('Fort', 'Hard'),
          hint: say('Déblayer, pelleter', 'Clear rubble, shovel'),
          reveal: (
            <TextField
              name="style_hours"
              label={say('Pendant combien d’heures ?', 'For how many hours?')}
              width="short"
              inputmode="numeric"
            />
          ),
        },
      ]}
    />,
    <Radios
      key="inline"
      name="style_when"
      legend={say('Quand ?', 'When?')}
      inline
      error={say('Choisissez un moment', 'Choose a time')}
      items={[
        { value: 'morning', label: say('Matin', 'Morning') },
        { value: 'afternoon', label: say('Après-midi', 'Afternoon') },
        { value: 'night', label: say('Nuit', 'Night') },
      ]}
    />,
    <Checkboxes
      key="boxes"
      name="style_skills"
      legend={say('Ce que je sais faire', 'What I can do')}
      columns
      values={['first_aid', 'driving']}
      items={[
        { value: 'first_aid', label: say('Premiers secours', 'First aid') },
        { value: 'driving', label: say('Conduire un camion', 'Drive a lorry') },
        { value: 'cooking', label: say('Cuisiner pour 100', 'Cook for 100') },
        { value: 'listening', label: say('Écouter, rassurer', 'Listen and reassure') },
        { value: 'radio', label: say('Radio', 'Radio') },
        { value: 'languages', label: say('Traduire', 'Interpret') },
      ]}
    />,
    <Checkbox
      key="one"
      name="style_consent"
      label={say(
        'J’accepte d’être appelé en cas de crise dans mon rayon',
        'I agree to be called in a crisis within my radius',
      )}
      checked
    />,
  ],
};
