import { catalogue } from '../../i18n/index.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const credentialTexts = catalogue({ fr, en });
