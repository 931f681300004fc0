import { DateField } from '../date-field/date-field.tsx';
import { FileField } from '../file-field/file-field.tsx';
import type { Examples } from '../style/examples.ts';
import { Select } from './select.tsx';

export const examples: Examples = {
  name: 'Select, DateField, FileField',
  group: 'forms',
  use: (say) =>
    say(
      'Une liste quand il y a plus de six choix ; sinon des boutons radio.',
      'A list when there are more than six choices; radio buttons otherwise.',
    ),
  show: (say) => [
    <Select
      key="select"
      name="style_hazard"
      label={say('Nature du danger', 'Kind of hazard')}
      value="flood"
      options={[
        { value: 'flood', label: say('Crue, inondation', 'Flood') },
        { value: 'storm', label: say('Tempête', 'Storm') },
        { value: 'fire', label: say('Feu de forêt', 'Wildfire') },
      ]}
    />,
    <DateField
      key="date"
      name="style_birth"
      label={say('Date de naissance', 'Date of birth')}
      value="1986-04-12"
      autocomplete="bday"
    />,
    <FileField
      key="file"
      name="style_file"
      label={say('Photo du diplôme', 'Picture of the certificate')}
      hint={say('PDF, JPEG ou PNG, 5 Mo au plus.', 'PDF, JPEG or PNG, 5 MB at most.')}
      accept=".pdf,image/jpeg,image/png"
    />,
  ],
};
