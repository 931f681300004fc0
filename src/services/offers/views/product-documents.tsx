import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { productTexts } from '../messages/product/index.ts';
import type { ProductDocument } from '../queries/documents.ts';

export interface ProductDocumentsProps {
  readonly slug: string;
  readonly documents: readonly ProductDocument[];
  /** May add and remove. */
  readonly administers: boolean;
  readonly title: string;
  readonly errors: Readonly<Record<string, string>>;
}

export function ProductDocuments(props: ProductDocumentsProps) {
  const { slug, documents, administers, errors } = props;
  const m = productTexts(useFrame().lang);
  if (documents.length === 0 && !administers) return null;
  const path = `/offers/${slug}/documents`;
  return (
    <section>
      <h2>{m.documents}</h2>
      <ul class="govuk-list">
        {documents.map(({ id, title }) => (
          <li key={id}>
            <a class="govuk-link" href={`${path}/${id}`}>
              {title}
            </a>
            {administers ? (
              <Form action={`${path}/${id}/remove`}>
                <Button variant="secondary">
                  {m.remove}
                  <span class="govuk-visually-hidden"> {title}</span>
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {administers ? (
        <Form action={path} multipart>
          <h3>{m.addDocument}</h3>
          <TextField
            name="title"
            label={m.documentTitle}
            hint={m.documentTitleHelp}
            value={props.title}
            error={errors.title}
            maxlength={200}
          />
          <FileField
            name="file"
            label={m.documentFile}
            hint={m.documentFileHelp}
            accept=".pdf,.odt,.docx"
            error={errors.file}
          />
          <Button variant="secondary">{m.addButton}</Button>
        </Form>
      ) : null}
    </section>
  );
}
