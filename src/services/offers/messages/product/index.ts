import { catalogue } from '#platform/i18n/index.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** What people add to the page of a product. */
export const productTexts = catalogue({ fr, en });
