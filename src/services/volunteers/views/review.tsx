import type { FieldErrors } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { DueDate } from '#platform/ui/staff-list/staff-list.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { REVIEW_DAYS } from '../actions/certificates.ts';
import { communeLabel } from '../actions/commune-choice.ts';
import { REJECTION_REASONS } from '../domain/certificate.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import type { WaitingCertificate } from '../queries/directory.ts';
import type { Certificate, Volunteer } from '../queries/rows.ts';
import { CERTIFICATE_TONES, validityText } from './certificates.tsx';
import { summaryOf } from './form-errors.ts';

export interface QueueProps {
  readonly waiting: readonly WaitingCertificate[];
  readonly page: number;
  readonly pages: number;
  readonly saved: boolean;
}

export function QueuePage({ waiting, page, pages, saved }: QueueProps) {
  const { lang } = useFrame();
  const { staff: m } = texts(lang);
  return (
    <>
      {saved ? (
        <Notice tone="success">
          <p>{m.verdictSaved}</p>
        </Notice>
      ) : null}
      {waiting.length === 0 ? (
        <EmptyState title={m.queueEmptyTitle}>
          <p>{m.queueEmptyText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={m.queueTitle}
          captionHidden
          dense
          columns={[
            { key: 'person', label: m.queueColumns.person },
            { key: 'kind', label: m.queueColumns.kind },
            { key: 'commune', label: m.queueColumns.commune },
            { key: 'received', label: m.queueColumns.received },
            { key: 'due', label: m.queueColumns.due },
          ]}
          rows={waiting.map((item) => ({
            key: item.id,
            cells: [
              <a
                key="person"
                class="govuk-link"
                href={`/volunteers/certificates/${item.volunteerId}/${item.id}`}
              >
                {item.lastName} {item.firstName}
              </a>,
              abilityLabel(lang, item.kindId),
              communeLabel(item.communeCode),
              <Time key="received" at={item.declaredAt} format="date" />,
              <DueDate key="due" at={dueAt(item.declaredAt)} />,
            ],
          }))}
        />
      )}
      <Pagination page={page} pages={pages} href={(n) => `/volunteers/certificates?page=${n}`} />
    </>
  );
}

/** When a document should have its answer. */
export function dueAt(declaredAt: Date): Date {
  return new Date(declaredAt.getTime() + REVIEW_DAYS * 86_400_000);
}

export interface ReviewProps {
  readonly volunteer: Volunteer;
  readonly certificate: Certificate;
  readonly errors: FieldErrors;
}

export function ReviewPage({ volunteer, certificate, errors }: ReviewProps) {
  const { lang } = useFrame();
  const { staff: m, certificates, labels, profile } = texts(lang);
  const path = `/volunteers/certificates/${volunteer.id}/${certificate.id}`;
  const waits = certificate.status === 'declared';
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      <SummaryList
        rows={[
          { key: certificates.kind, value: abilityLabel(lang, certificate.kindId) },
          { key: m.declaredName, value: `${volunteer.firstName} ${volunteer.lastName}` },
          {
            key: profile.birthDate,
            value: volunteer.birthDate ? <Time at={volunteer.birthDate} /> : m.unknown,
          },
          { key: certificates.numberLabel, value: certificate.number || profile.none },
          { key: certificates.validity, value: validityText(lang, certificate) },
          {
            key: certificates.status,
            value: (
              <Tag tone={CERTIFICATE_TONES[certificate.status]}>
                {labels.certificateStatuses[certificate.status]}
              </Tag>
            ),
          },
          {
            key: certificates.evidence,
            value: certificate.fileId ? (
              <a class="govuk-link" href={`${path}/document`}>
                {m.openEvidence}
              </a>
            ) : (
              certificates.fileMissing
            ),
          },
        ]}
      />
      {waits ? (
        <>
          <h2 class="govuk-heading-m">{m.accept}</h2>
          <p class="govuk-body">{m.acceptText}</p>
          <Form action={`${path}/verify`}>
            <DateField
              name="issued_on"
              label={certificates.issuedOn}
              value={certificate.issuedOn ?? ''}
              error={errors.issued_on}
            />
            <DateField
              name="expires_on"
              label={certificates.expiresOn}
              value={certificate.expiresOn ?? ''}
              error={errors.expires_on}
            />
            <Button>{m.acceptButton}</Button>
          </Form>
        </>
      ) : (
        <Notice tone="info">
          <p>{m.alreadyJudged}</p>
        </Notice>
      )}
      {waits || certificate.status === 'verified' ? (
        <>
          <h2 class="govuk-heading-m">{m.rejectTitle}</h2>
          <Form action={`${path}/reject`}>
            <Radios
              name="reason"
              legend={m.rejectReason}
              items={REJECTION_REASONS.map((value) => ({
                value,
                label: labels.rejectionReasons[value],
              }))}
              error={errors.reason}
            />
            <Button variant="warning">{m.rejectButton}</Button>
          </Form>
        </>
      ) : null}
    </>
  );
}
