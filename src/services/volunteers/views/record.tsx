import { useFrame } from '#platform/http/frame.ts';
import { ageOn, localDate } from '#platform/kernel/dates.ts';
import { writtenPhone } from '#platform/messaging/index.ts';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { communeLabel } from '../actions/commune-choice.ts';
import type { WholeRecord } from '../actions/export.ts';
import { DAY_PARTS, slotBit, WEEKDAYS } from '../domain/availability.ts';
import type { Elsewhere, Equipment, Language } from '../domain/skill-referential.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import type { RecordPart } from '../policy.ts';
import { CERTIFICATE_TONES, validityText } from './certificates.tsx';
import { ConsentHistory } from './parts.tsx';
import { ContactValue, exceptionText, STATUS_TONES } from './profile.tsx';

/** A person as staff see them: only the parts that their roles open. */
export function RecordPage({
  record,
  parts,
}: {
  readonly record: WholeRecord;
  readonly parts: ReadonlySet<RecordPart>;
}) {
  const { lang, now } = useFrame();
  const { staff: m, labels, profile } = texts(lang);
  const { volunteer, contact, emergency } = record;
  const today = localDate(now);
  const listed = (items: readonly string[]) => (items.length > 0 ? items.join(', ') : profile.none);
  return (
    <>
      <RecordHeader
        kind={m.record}
        title={`${volunteer.firstName} ${volunteer.lastName}`}
        state={{
          text: labels.volunteerStatuses[volunteer.status],
          tone: STATUS_TONES[volunteer.status],
        }}
        facts={communeLabel(volunteer.communeCode)}
        next={m.recordNote}
      />
      <SummaryList
        rows={[
          {
            key: m.columns.age,
            value: volunteer.birthDate ? m.years(ageOn(volunteer.birthDate, today)) : m.unknown,
          },
          { key: profile.radius, value: profile.radiusValue(volunteer.radiusKm) },
          ...(parts.has('contact')
            ? [
                { key: profile.email, value: <ContactValue kind="email" contact={contact} /> },
                { key: profile.phone, value: <ContactValue kind="phone" contact={contact} /> },
              ]
            : []),
          ...(parts.has('emergency')
            ? [
                {
                  key: profile.emergency,
                  value: emergency
                    ? [emergency.name, emergency.relation, writtenPhone(emergency.phone)]
                        .filter(Boolean)
                        .join(', ')
                    : profile.none,
                },
              ]
            : []),
          ...(parts.has('abilities')
            ? [
                {
                  key: profile.skills,
                  value: listed(record.skills.map(({ skillId }) => abilityLabel(lang, skillId))),
                },
                {
                  key: profile.equipment,
                  value: listed(
                    volunteer.equipment.map((item) => labels.equipment[item as Equipment] ?? item),
                  ),
                },
                { key: profile.effort, value: labels.efforts[volunteer.effort] },
                {
                  key: profile.languages,
                  value: listed(
                    volunteer.languages.map((item) => labels.languages[item as Language] ?? item),
                  ),
                },
                {
                  key: profile.elsewhere,
                  value: listed(
                    volunteer.elsewhere.map((item) => labels.elsewhere[item as Elsewhere] ?? item),
                  ),
                },
              ]
            : []),
          ...(parts.has('consents')
            ? [
                {
                  key: labels.purposes.crisis,
                  value: volunteer.consents.crisis ? profile.yes : profile.no,
                },
              ]
            : []),
        ]}
      />
      {parts.has('certificates') && record.certificates.length > 0 ? (
        <CertificateTable record={record} withEvidence={parts.has('evidence')} />
      ) : null}
      {parts.has('availability') ? <AvailabilityTable record={record} /> : null}
      {parts.has('history') ? (
        <>
          <h2 class="govuk-heading-m">{m.history}</h2>
          <SummaryList
            rows={[
              { key: m.source, value: m.sources[volunteer.source] },
              { key: m.createdAt, value: <Time at={volunteer.createdAt} /> },
              {
                key: profile.lastSign,
                value: volunteer.confirmedAt ? <Time at={volunteer.confirmedAt} /> : profile.none,
              },
            ]}
          />
          <ConsentHistory history={record.consents} />
        </>
      ) : null}
    </>
  );
}

function CertificateTable({
  record,
  withEvidence,
}: {
  readonly record: WholeRecord;
  readonly withEvidence: boolean;
}) {
  const { lang } = useFrame();
  const { certificates: m, labels, staff } = texts(lang);
  return (
    <Table
      caption={texts(lang).profile.certificates}
      columns={[
        { key: 'kind', label: m.kind },
        { key: 'status', label: m.status },
        { key: 'validity', label: m.validity },
        ...(withEvidence ? [{ key: 'evidence', label: m.evidence }] : []),
      ]}
      rows={record.certificates.map((item) => ({
        key: item.id,
        cells: [
          abilityLabel(lang, item.kindId),
          <Tag key="status" tone={CERTIFICATE_TONES[item.status]}>
            {labels.certificateStatuses[item.status]}
          </Tag>,
          validityText(lang, item),
          ...(withEvidence
            ? [
                item.fileId ? (
                  <a
                    key="review"
                    class="govuk-link"
                    href={`/volunteers/certificates/${record.volunteer.id}/${item.id}`}
                  >
                    {staff.review}
                    <span class="govuk-visually-hidden"> {abilityLabel(lang, item.kindId)}</span>
                  </a>
                ) : (
                  m.fileMissing
                ),
              ]
            : []),
        ],
      }))}
    />
  );
}

function AvailabilityTable({ record }: { readonly record: WholeRecord }) {
  const { lang } = useFrame();
  const { join, labels, profile } = texts(lang);
  const { weekly } = record.volunteer;
  return (
    <>
      <Table
        caption={profile.weekly}
        dense
        columns={[
          { key: 'day', label: join.day },
          ...DAY_PARTS.map((part) => ({
            key: part,
            label: `${labels.dayParts[part]} (${labels.dayPartHours[part]})`,
          })),
        ]}
        rows={WEEKDAYS.map((day) => ({
          key: String(day),
          cells: [
            labels.weekdays[day],
            ...DAY_PARTS.map((part) =>
              (weekly & slotBit(day, part)) === 0 ? profile.no : profile.yes,
            ),
          ],
        }))}
      />
      {record.exceptions.length > 0 ? (
        <SummaryList
          rows={[
            {
              key: profile.exceptions,
              value: record.exceptions.map((item) => exceptionText(lang, item)).join(', '),
            },
          ]}
        />
      ) : null}
    </>
  );
}
