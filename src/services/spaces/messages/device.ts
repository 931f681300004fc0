import { catalogue } from '#platform/i18n/index.ts';
import { desk as en } from './en/desk.ts';
import { desk as fr } from './fr/desk.ts';

/** What travels to the browser: the words of the desk alone. */
export const deviceTexts = catalogue({ fr, en });
