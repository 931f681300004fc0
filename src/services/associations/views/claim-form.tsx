import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { ASSOCIATION_ROLES, OFFICES, type Proof } from '../domain/claim.ts';
import { claimTexts } from '../messages/index.ts';

export interface ClaimFormProps {
  /** Somebody acts for it already. */
  readonly held: boolean;
  readonly proofs: readonly Proof[];
  readonly values: Readonly<Record<string, string>>;
  /** Messages by field. */
  readonly errors: Readonly<Record<string, string>>;
}

export function ClaimForm({ held, proofs, values, errors }: ClaimFormProps) {
  const m = claimTexts(useFrame().lang);
  const kinds = held ? (['join', 'hand_over'] as const) : (['claim'] as const);
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <Form multipart>
        {held ? (
          <Radios
            name="kind"
            legend={m.kindLegend}
            items={kinds.map((value) => ({ value, label: m.kinds[value] }))}
            value={values.kind ?? 'join'}
            error={errors.kind}
          />
        ) : (
          <input type="hidden" name="kind" value="claim" />
        )}
        <Radios
          name="proof"
          legend={m.proofLegend}
          items={proofs.map((value) => ({
            value,
            label: m.proofs[value],
            hint: held && value !== 'invitation' ? undefined : m.proofHints[value],
          }))}
          value={values.proof ?? proofs[0]}
          error={errors.proof}
        />
        <FileField
          name="file"
          label={m.file}
          hint={m.fileHint}
          accept=".pdf,image/jpeg,image/png"
          error={errors.file}
        />
        <Radios
          name="office"
          legend={m.officeLegend}
          items={OFFICES.map((value) => ({ value, label: m.offices[value] }))}
          value={values.office}
          error={errors.office}
        />
        {held ? (
          <Radios
            name="role"
            legend={m.roleLegend}
            items={ASSOCIATION_ROLES.map((value) => ({ value, label: m.roles[value] }))}
            value={values.role ?? 'association_manager'}
            error={errors.role}
          />
        ) : null}
        <TextArea
          name="message"
          label={m.message}
          value={values.message}
          rows={3}
          maxlength={2000}
        />
        <TextField
          name="contact_email"
          label={m.contactEmail}
          hint={m.contactHint}
          type="email"
          value={values.contact_email ?? ''}
          error={errors.contact_email}
        />
        {held ? null : (
          <TextField
            name="second_email"
            label={m.secondEmail}
            hint={m.secondHint}
            type="email"
            value={values.second_email ?? ''}
          />
        )}
        <Button>{m.send}</Button>
      </Form>
    </>
  );
}
