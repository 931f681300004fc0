import { book, bookings, desk, here, mine, people } from './fr/desk.ts';
import { errors } from './fr/errors.ts';
import { label, review } from './fr/label.ts';
import { labels } from './fr/labels.ts';
import { mail } from './fr/mail.ts';
import { manage } from './fr/manage.ts';
import { publicTexts } from './fr/public.ts';
import { statistics } from './fr/statistics.ts';

export const fr = {
  book,
  bookings,
  desk,
  errors,
  here,
  label,
  labels,
  mail,
  manage,
  mine,
  people,
  publicTexts,
  review,
  statistics,
};
