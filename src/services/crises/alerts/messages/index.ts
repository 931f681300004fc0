import { catalogue } from '#platform/i18n/index.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const alertTexts = catalogue({ fr, en });

export type AlertTexts = ReturnType<typeof alertTexts>;

/** A reason code in words; a code without words is shown as it is. */
export function reasonText(m: AlertTexts, code: string): string {
  return m.reasons[code] ?? code;
}
