import { errors } from './en/errors.ts';
import { label, review } from './en/label.ts';
import { labels } from './en/labels.ts';
import { mail } from './en/mail.ts';
import { manage } from './en/manage.ts';
import { publicTexts } from './en/public.ts';

export const en = { errors, label, labels, mail, manage, publicTexts, review };
