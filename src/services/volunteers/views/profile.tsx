import { useFrame } from '#platform/http/frame.ts';
import { writtenPhone } from '#platform/messaging/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Tag, type Tone } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { communeLabel } from '../actions/commune-choice.ts';
import type { WholeRecord } from '../actions/export.ts';
import { writtenDay } from '../actions/mails.ts';
import { slotsOfWeekly } from '../domain/availability.ts';
import type { Elsewhere, Equipment, Language } from '../domain/skill-referential.ts';
import type { VolunteerStatus } from '../domain/volunteer-status.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import type { Contact } from '../queries/rows.ts';

export const STATUS_TONES: Readonly<Record<VolunteerStatus, Tone>> = {
  draft: 'caution',
  active: 'success',
  paused: 'info',
  dormant: 'neutral',
  erased: 'neutral',
};

export interface TodoLine {
  readonly text: string;
  readonly href: string;
}

export interface ProfileProps {
  readonly record: WholeRecord;
  readonly todo: readonly TodoLine[];
  readonly notCalled: string | undefined;
  readonly saved: boolean;
}

export function ProfilePage({ record, todo, notCalled, saved }: ProfileProps) {
  const { lang } = useFrame();
  const { profile: m, labels } = texts(lang);
  const { volunteer } = record;
  return (
    <>
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <RecordHeader
        kind={m.title}
        title={`${volunteer.firstName} ${volunteer.lastName}`}
        state={{
          text: labels.volunteerStatuses[volunteer.status],
          tone: STATUS_TONES[volunteer.status],
        }}
        facts={communeLabel(volunteer.communeCode)}
        next={todo.length === 0 && !notCalled ? m.ready : undefined}
      />
      {notCalled ? (
        <Notice tone="caution">
          <p>{notCalled}</p>
          {volunteer.status === 'active' && !volunteer.consents.crisis ? (
            <p>
              <a href="/volunteer/consents">{m.consentChange}</a>
            </p>
          ) : null}
          {volunteer.status === 'dormant' ? (
            <Form action="/volunteer/still-there">
              <Button>{m.stillButton}</Button>
            </Form>
          ) : null}
        </Notice>
      ) : null}
      {todo.length > 0 ? (
        <section>
          <h2 class="govuk-heading-m">{m.nextSteps}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {todo.map((line) => (
              <li key={line.href + line.text}>
                <a class="govuk-link" href={line.href}>
                  {line.text}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <RecordSections record={record} />
      <p class="govuk-body">
        <a class="govuk-link" href="/volunteer/data">
          {m.data}
        </a>
      </p>
    </>
  );
}

/** The whole record in words; with a link to change each part unless it is only to be read. */
export function RecordSections({
  record,
  readOnly = false,
}: {
  readonly record: WholeRecord;
  readonly readOnly?: boolean;
}) {
  const { lang } = useFrame();
  const { profile: m, labels } = texts(lang);
  const { volunteer, contact, emergency } = record;
  const change = (href: string, what: string) =>
    readOnly ? {} : { action: { href, text: m.change, hidden: what.toLowerCase() } };
  const listed = (items: readonly string[]) => (items.length > 0 ? items.join(', ') : m.none);
  return (
    <>
      <h2 class="govuk-heading-m">{m.sections.identity}</h2>
      <SummaryList
        rows={[
          {
            key: m.name,
            value: `${volunteer.firstName} ${volunteer.lastName}`,
            ...change('/volunteer/identity', m.name),
          },
          {
            key: m.birthDate,
            value: volunteer.birthDate ? <Time at={volunteer.birthDate} /> : m.none,
            ...change('/volunteer/identity', m.birthDate),
          },
          {
            key: m.commune,
            value: `${communeLabel(volunteer.communeCode)}, ${m.radiusValue(volunteer.radiusKm)}`,
            ...change('/volunteer/identity', m.commune),
          },
        ]}
      />
      <h2 class="govuk-heading-m">{m.sections.contact}</h2>
      <SummaryList
        rows={[
          {
            key: m.email,
            value: <ContactValue kind="email" contact={contact} />,
            ...change('/account/email', m.email),
          },
          {
            key: m.phone,
            value: <ContactValue kind="phone" contact={contact} />,
            ...change('/volunteer/phone', m.phone),
          },
          {
            key: m.emergency,
            value: emergency ? `${emergency.name}, ${writtenPhone(emergency.phone)}` : m.none,
            ...change('/volunteer/emergency', m.emergency),
          },
        ]}
      />
      <h2 class="govuk-heading-m">{m.sections.abilities}</h2>
      <SummaryList
        rows={[
          {
            key: m.skills,
            value: listed(record.skills.map((skill) => abilityLabel(lang, skill.skillId))),
            ...change('/volunteer/abilities', m.skills),
          },
          {
            key: m.certificates,
            value: listed(record.certificates.map((item) => abilityLabel(lang, item.kindId))),
            ...change('/volunteer/certificates', m.certificates),
          },
          {
            key: m.equipment,
            value: listed(
              volunteer.equipment.map((item) => labels.equipment[item as Equipment] ?? item),
            ),
            ...change('/volunteer/abilities', m.equipment),
          },
          {
            key: m.effort,
            value: labels.efforts[volunteer.effort],
            ...change('/volunteer/abilities', m.effort),
          },
          {
            key: m.languages,
            value: listed(
              volunteer.languages.map((item) => labels.languages[item as Language] ?? item),
            ),
            ...change('/volunteer/abilities', m.languages),
          },
        ]}
      />
      <h2 class="govuk-heading-m">{m.sections.availability}</h2>
      <SummaryList
        rows={[
          {
            key: m.weekly,
            value: m.weeklyCount(slotsOfWeekly(volunteer.weekly).length),
            ...change('/volunteer/availability', m.weekly),
          },
          {
            key: m.exceptions,
            value: listed(record.exceptions.map((item) => exceptionText(lang, item))),
            ...change('/volunteer/availability#exceptions', m.exceptions),
          },
          {
            key: m.pause,
            value: volunteer.pausedUntil
              ? m.pauseRunning(writtenDay(lang, volunteer.pausedUntil))
              : m.no,
            ...change('/volunteer/availability#pause', m.pause),
          },
          {
            key: m.crisisOnly,
            value: volunteer.crisisOnly ? m.yes : m.no,
            ...change('/volunteer/availability', m.crisisOnly),
          },
        ]}
      />
      <h2 class="govuk-heading-m">{m.sections.choices}</h2>
      <SummaryList
        rows={[
          {
            key: m.consents,
            value: listed(
              (['crisis', 'missions', 'newsletter'] as const)
                .filter((purpose) => volunteer.consents[purpose])
                .map((purpose) => labels.purposes[purpose]),
            ),
            ...change('/volunteer/consents', m.consents),
          },
          {
            key: m.visibility,
            value: volunteer.visibleToAssociations ? m.yes : m.no,
            ...change('/volunteer/choices', m.visibility),
          },
          {
            key: m.elsewhere,
            value: listed(
              volunteer.elsewhere.map((item) => labels.elsewhere[item as Elsewhere] ?? item),
            ),
            ...change('/volunteer/choices', m.elsewhere),
          },
        ]}
      />
    </>
  );
}

/** "du 3 au 5 mai : absent" */
export function exceptionText(
  lang: 'fr' | 'en',
  item: { firstDay: string; lastDay: string; kind: 'available' | 'unavailable' },
): string {
  const m = texts(lang).profile;
  const span = m.span(writtenDay(lang, item.firstDay), writtenDay(lang, item.lastDay));
  return `${span} (${m.exceptionKinds[item.kind]})`;
}

export function ContactValue({
  kind,
  contact,
}: {
  readonly kind: 'email' | 'phone';
  readonly contact: Contact;
}) {
  const { profile: m } = texts(useFrame().lang);
  const value = kind === 'email' ? contact.email : contact.phone;
  const verified = kind === 'email' ? contact.emailVerifiedAt : contact.phoneVerifiedAt;
  const failed = kind === 'email' ? contact.emailBouncedAt : contact.phoneFailedAt;
  if (value === null) return <>{m.none}</>;
  return (
    <>
      {kind === 'phone' ? writtenPhone(value) : value}{' '}
      {failed ? (
        <Tag tone="crisis">{m.failing}</Tag>
      ) : (
        <Tag tone={verified ? 'success' : 'caution'}>{verified ? m.verified : m.unverified}</Tag>
      )}
    </>
  );
}
