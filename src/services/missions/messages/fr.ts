import { application } from './fr/application.ts';
import { bans } from './fr/bans.ts';
import { calendar } from './fr/calendar.ts';
import { errors } from './fr/errors.ts';
import { figures } from './fr/figures.ts';
import { form } from './fr/form.ts';
import { labels } from './fr/labels.ts';
import { mail } from './fr/mail.ts';
import { manage } from './fr/manage.ts';
import { moderation } from './fr/moderation.ts';
import { news } from './fr/news.ts';
import { people } from './fr/people.ts';
import { proof } from './fr/proof.ts';
import { search } from './fr/search.ts';
import { syndication } from './fr/syndication.ts';

export const fr = {
  application,
  calendar,
  bans,
  errors,
  figures,
  form,
  labels,
  mail,
  manage,
  moderation,
  news,
  proof,
  people,
  search,
  syndication,
};
