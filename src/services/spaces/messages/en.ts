import { book, bookings, desk, here, mine, people } from './en/desk.ts';
import { errors } from './en/errors.ts';
import { label, review } from './en/label.ts';
import { labels } from './en/labels.ts';
import { mail } from './en/mail.ts';
import { manage } from './en/manage.ts';
import { publicTexts } from './en/public.ts';
import { statistics } from './en/statistics.ts';

export const en = {
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
