import { useFrame } from '../../http/frame.ts';
import { Button } from '../../ui/button/button.tsx';
import { ErrorSummary } from '../../ui/error-summary/error-summary.tsx';
import { FileField } from '../../ui/file-field/file-field.tsx';
import { Form, GetForm } from '../../ui/form/form.tsx';
import { TextField } from '../../ui/text-field/text-field.tsx';
import { credentialTexts } from '../messages/index.ts';

export interface VerifyPageProps {
  readonly typed: string;
  readonly codeError?: string | undefined;
  readonly fileError?: string | undefined;
}

export function VerifyPage({ typed, codeError, fileError }: VerifyPageProps) {
  const m = credentialTexts(useFrame().lang);
  const errors = [
    ...(codeError === undefined ? [] : [{ field: 'code', message: codeError }]),
    ...(fileError === undefined ? [] : [{ field: 'file', message: fileError }]),
  ];
  return (
    <>
      <ErrorSummary errors={errors} />
      <h2>{m.code.heading}</h2>
      <GetForm action="/verify">
        <TextField
          name="code"
          label={m.code.label}
          hint={m.code.hint}
          value={typed}
          error={codeError}
          width="medium"
          autocomplete="off"
          spellcheck={false}
          maxlength={40}
        />
        <Button>{m.code.submit}</Button>
      </GetForm>
      <h2>{m.file.heading}</h2>
      <Form action="/verify" multipart>
        <FileField
          name="file"
          label={m.file.label}
          hint={m.file.hint}
          error={fileError}
          accept=".json,.jwt,.png,.svg,application/json,image/png,image/svg+xml"
        />
        <Button variant="secondary">{m.file.submit}</Button>
      </Form>
    </>
  );
}
