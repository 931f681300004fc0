import { certificates } from './fr/certificates.ts';
import { duplicates } from './fr/duplicates.ts';
import { errors } from './fr/errors.ts';
import { join } from './fr/join.ts';
import { labels } from './fr/labels.ts';
import { mail } from './fr/mail.ts';
import { profile } from './fr/profile.ts';
import { staff } from './fr/staff.ts';

export const fr = { labels, mail, errors, join, profile, certificates, staff, duplicates };
