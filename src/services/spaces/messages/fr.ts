import { labels } from './fr/labels.ts';
import { publicTexts } from './fr/public.ts';

export const fr = { labels, publicTexts };
