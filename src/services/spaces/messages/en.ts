import { labels } from './en/labels.ts';
import { publicTexts } from './en/public.ts';

export const en = { labels, publicTexts };
