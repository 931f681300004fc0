import { certificates } from './en/certificates.ts';
import { duplicates } from './en/duplicates.ts';
import { errors } from './en/errors.ts';
import { join } from './en/join.ts';
import { labels } from './en/labels.ts';
import { mail } from './en/mail.ts';
import { profile } from './en/profile.ts';
import { staff } from './en/staff.ts';

import type { fr } from './fr.ts';

export const en: typeof fr = {
  labels,
  mail,
  errors,
  join,
  profile,
  certificates,
  staff,
  duplicates,
};
