import { catalogue } from '#platform/i18n/index.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const figureTexts = catalogue({ fr, en });
