import { catalogue } from '#platform/i18n/index.ts';
import { en as claimsEn } from './claims-en.ts';
import { fr as claimsFr } from './claims-fr.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const texts = catalogue({ fr, en });
export const claimTexts = catalogue({ fr: claimsFr, en: claimsEn });
