import { application } from './en/application.ts';
import { bans } from './en/bans.ts';
import { calendar } from './en/calendar.ts';
import { errors } from './en/errors.ts';
import { figures } from './en/figures.ts';
import { form } from './en/form.ts';
import { labels } from './en/labels.ts';
import { mail } from './en/mail.ts';
import { manage } from './en/manage.ts';
import { moderation } from './en/moderation.ts';
import { news } from './en/news.ts';
import { people } from './en/people.ts';
import { proof } from './en/proof.ts';
import { search } from './en/search.ts';
import { syndication } from './en/syndication.ts';

export const en = {
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
