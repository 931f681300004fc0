import type { Lang } from '#platform/i18n/index.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { ageStanding } from '../domain/age.ts';
import { EXPIRY_NOTICE_DAYS } from '../domain/certificate.ts';
import { certificateKind } from '../domain/skill-referential.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import type { WholeRecord } from './export.ts';
import { writtenDay } from './mails.ts';

/** What a volunteer could do to be called, or called sooner; most useful first. */
export function ownTodo(
  record: WholeRecord,
  lang: Lang,
  now: Date,
): { text: string; href: string }[] {
  const { volunteer, contact, certificates } = record;
  const { todo } = texts(lang).profile;
  const today = localDate(now);
  const lines: { text: string; href: string }[] = [];
  if (volunteer.status === 'draft') {
    const waitsForGuardian = volunteer.signupStep === 3;
    lines.push(
      waitsForGuardian
        ? { text: todo.guardian, href: '/volunteer/guardian' }
        : { text: todo.finish, href: '/volunteer/join' },
    );
  }
  if (contact.phoneFailedAt) lines.push({ text: todo.phoneFailed, href: '/volunteer/phone' });
  else if (!contact.phoneVerifiedAt) lines.push({ text: todo.phone, href: '/volunteer/phone' });
  if (contact.emailBouncedAt) lines.push({ text: todo.emailBounced, href: '/account' });
  const missing = certificates.filter(
    (item) =>
      item.status === 'declared' &&
      item.fileId === null &&
      certificateKind(item.kindId)?.regulated !== false,
  ).length;
  if (missing > 0) lines.push({ text: todo.evidence(missing), href: '/volunteer/certificates' });
  for (const item of certificates) {
    const ends = item.expiresOn;
    if (item.status !== 'verified' || ends === null) continue;
    if (ends > addDays(today, EXPIRY_NOTICE_DAYS[0])) continue;
    const text = todo.expiring(abilityLabel(lang, item.kindId), writtenDay(lang, ends));
    lines.push({ text, href: `/volunteer/certificates/${item.id}` });
  }
  return lines;
}

/** Why this person would not be called in a crisis, in words; undefined when they may be. */
export function whyNotCalled(record: WholeRecord, lang: Lang, now: Date): string | undefined {
  const { volunteer } = record;
  const m = texts(lang).profile.notCalled;
  if (volunteer.status === 'draft') return m.draft;
  if (volunteer.status === 'dormant') return m.dormant;
  if (volunteer.status === 'paused' && volunteer.pausedUntil)
    return m.paused(writtenDay(lang, volunteer.pausedUntil));
  if (ageStanding(volunteer.birthDate, localDate(now)) !== 'adult') return m.minor;
  return volunteer.consents.crisis ? undefined : m.consent;
}
