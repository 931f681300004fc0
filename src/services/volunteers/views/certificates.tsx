import type { FieldErrors } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag, type Tone } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { writtenDay } from '../actions/mails.ts';
import type { CertificateStatus, RejectionReason } from '../domain/certificate.ts';
import { CERTIFICATE_KINDS, certificateKind } from '../domain/skill-referential.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import type { Certificate } from '../queries/rows.ts';
import { summaryOf } from './form-errors.ts';

export const CERTIFICATE_TONES: Readonly<Record<CertificateStatus, Tone>> = {
  declared: 'caution',
  verified: 'success',
  rejected: 'crisis',
  expired: 'neutral',
};

/** "jusqu’au 3 mai 2027", "sans limite", "date à indiquer" */
export function validityText(lang: Lang, item: Certificate): string {
  const m = texts(lang).certificates;
  if (item.expiresOn !== null) return m.until(writtenDay(lang, item.expiresOn));
  return certificateKind(item.kindId)?.validMonths === undefined ? m.noTerm : m.datesMissing;
}

export function CertificatesPage({ held }: { readonly held: readonly Certificate[] }) {
  const { lang } = useFrame();
  const { certificates: m, labels } = texts(lang);
  const add = <Button href="/volunteer/certificates/new">{m.add}</Button>;
  if (held.length === 0) {
    return (
      <EmptyState title={m.emptyTitle} action={add}>
        <p>{m.emptyText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        caption={m.title}
        captionHidden
        columns={[
          { key: 'kind', label: m.kind },
          { key: 'status', label: m.status },
          { key: 'validity', label: m.validity },
          { key: 'evidence', label: m.evidence },
          { key: 'edit', label: m.edit },
        ]}
        rows={held.map((item) => ({
          key: item.id,
          cells: [
            abilityLabel(lang, item.kindId),
            <div key="status">
              <Tag tone={CERTIFICATE_TONES[item.status]}>
                {labels.certificateStatuses[item.status]}
              </Tag>
              {item.reason ? (
                <p class="govuk-hint">
                  {m.reason(labels.rejectionReasons[item.reason as RejectionReason])}
                </p>
              ) : null}
            </div>,
            validityText(lang, item),
            <Evidence key="evidence" item={item} />,
            <a key="edit" class="govuk-link" href={`/volunteer/certificates/${item.id}`}>
              {m.edit}
              <span class="govuk-visually-hidden"> {abilityLabel(lang, item.kindId)}</span>
            </a>,
          ],
        }))}
      />
      {add}
    </>
  );
}

function Evidence({ item }: { readonly item: Certificate }) {
  const { certificates: m } = texts(useFrame().lang);
  if (item.fileId) return <>{m.fileThere}</>;
  if (item.status === 'verified') return <>{m.noneKept}</>;
  return <a href={`/volunteer/certificates/${item.id}`}>{m.fileMissing}</a>;
}

export interface CertificateValues {
  readonly kind: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly expiresOn: string;
}

export interface CertificateFormProps {
  /** The certificate that is being changed. */
  readonly held: Certificate | undefined;
  readonly values: CertificateValues;
  readonly errors: FieldErrors;
}

export function CertificateFormPage({ held, values, errors }: CertificateFormProps) {
  const { lang } = useFrame();
  const { certificates: m } = texts(lang);
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      {held?.status === 'verified' ? <p>{m.changedNote}</p> : null}
      <Form multipart>
        {held ? (
          <input type="hidden" name="kind" value={String(held.kindId)} />
        ) : (
          <Select
            name="kind"
            label={m.kind}
            options={[
              { value: '', label: m.choose },
              ...CERTIFICATE_KINDS.map(({ id }) => ({
                value: String(id),
                label: abilityLabel(lang, id),
              })),
            ]}
            value={values.kind}
            error={errors.kind}
          />
        )}
        <TextField
          name="number"
          label={m.number}
          value={values.number}
          error={errors.number}
          width="medium"
          spellcheck={false}
        />
        <DateField
          name="issued_on"
          label={m.issuedOn}
          value={values.issuedOn}
          error={errors.issued_on}
        />
        <DateField
          name="expires_on"
          label={m.expiresOn}
          value={values.expiresOn}
          error={errors.expires_on}
        />
        <FileField
          name="file"
          label={m.file}
          hint={held?.fileId ? m.fileKeep : m.fileHint}
          accept=".pdf,image/jpeg,image/png"
          error={errors.file}
        />
        <Button>{m.save}</Button>
      </Form>
      {held?.fileId ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/volunteer/certificates/${held.id}/document`}>
            {m.open}
          </a>
        </p>
      ) : null}
      {held ? (
        <Details summary={m.remove}>
          <p>{m.removeText}</p>
          <Form action={`/volunteer/certificates/${held.id}/remove`}>
            <Button variant="warning">{m.removeButton(abilityLabel(lang, held.kindId))}</Button>
          </Form>
        </Details>
      ) : null}
    </>
  );
}
