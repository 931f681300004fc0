import { forms } from './fr-1-forms.ts';
import { political } from './fr-1-political.ts';
import { religious } from './fr-1-religious.ts';
import { union } from './fr-1-union.ts';
import type { LexiconEntry } from './index.ts';

/** Never changed once a decision was taken with it: corrections make a fr-2. */
export const fr1: readonly LexiconEntry[] = [...religious, ...political, ...union, ...forms];
