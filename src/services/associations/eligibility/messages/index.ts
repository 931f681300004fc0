import { catalogue } from '#platform/i18n/index.ts';
import { attestationEn, attestationFr } from './attestation.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const eligibilityTexts = catalogue({ fr, en });

export const attestationTexts = catalogue({ fr: attestationFr, en: attestationEn });
