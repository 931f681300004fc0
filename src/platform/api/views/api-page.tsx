import { useFrame } from '../../http/frame.ts';
import { Table } from '../../ui/table/table.tsx';
import { apiTexts } from '../messages/index.ts';
import { PROBLEMS, type ProblemCode, problemTitle } from '../problem.ts';

/** The parts of an OpenAPI operation that a reader needs. */
export interface ShownOperation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  /** Empty: public. */
  readonly scopes: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly where: string;
    readonly required: boolean;
    readonly description: string;
  }[];
  readonly bodyTypes: readonly string[];
  readonly answers: readonly {
    readonly status: string;
    readonly description: string;
    readonly fields: readonly string[];
  }[];
}

export function ApiPage({
  operations,
  publicUrl,
}: {
  readonly operations: readonly ShownOperation[];
  readonly publicUrl: string;
}) {
  const m = apiTexts(useFrame().lang);
  return (
    <>
      <h2 class="govuk-heading-m">{m.start}</h2>
      <p>
        <a href="/api/v1/openapi.json">{m.document}</a>
      </p>
      <p>{m.token}</p>
      <Code>{`curl -H 'Authorization: Bearer …' ${publicUrl}/api/v1/proposals?open=true`}</Code>
      <h2 class="govuk-heading-m">{m.rules}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {m.rulesList.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      {operations.map((operation) => (
        <Operation key={operation.id} operation={operation} />
      ))}
      <h2 class="govuk-heading-m">{m.refusals}</h2>
      <p>{m.refusalsLead}</p>
      <Table
        caption={m.refusals}
        captionHidden
        columns={[
          { key: 'status', label: m.status },
          { key: 'code', label: m.code },
          { key: 'meaning', label: m.meaning },
        ]}
        rows={(Object.keys(PROBLEMS) as ProblemCode[]).map((code) => ({
          key: code,
          cells: [
            PROBLEMS[code],
            <code id={`problem-${code}`}>{code}</code>,
            <span lang="en">{problemTitle(code)}</span>,
          ],
        }))}
      />
    </>
  );
}

function Operation({ operation }: { readonly operation: ShownOperation }) {
  const m = apiTexts(useFrame().lang);
  const { id, summary, description, scopes, parameters, bodyTypes, answers } = operation;
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id} lang="en">
        {summary}
      </h2>
      <Code>{`${operation.method.toUpperCase()} ${operation.path}`}</Code>
      {description ? <p lang="en">{description}</p> : null}
      <p>
        {scopes.length === 0 ? m.public : `${m.scope} : `}
        {scopes.map((scope) => (
          <code key={scope}>{scope}</code>
        ))}
      </p>
      {bodyTypes.length > 0 ? (
        <p>
          {m.body} : <code>{bodyTypes.join(', ')}</code>
        </p>
      ) : null}
      {parameters.length > 0 ? (
        <Table
          caption={m.parameters}
          columns={[
            { key: 'name', label: m.name },
            { key: 'where', label: m.where },
            { key: 'required', label: m.required },
            { key: 'meaning', label: m.meaning },
          ]}
          rows={parameters.map((one) => ({
            key: one.name,
            cells: [
              <code>{one.name}</code>,
              one.where,
              one.required ? m.yes : m.no,
              <span lang="en">{one.description}</span>,
            ],
          }))}
        />
      ) : null}
      <Table
        caption={m.answers}
        columns={[
          { key: 'status', label: m.status },
          { key: 'meaning', label: m.meaning },
          { key: 'fields', label: m.fields },
        ]}
        rows={answers.map((one) => ({
          key: one.status,
          cells: [
            one.status,
            <span lang="en">{one.description}</span>,
            <code>{one.fields.join(', ')}</code>,
          ],
        }))}
      />
    </section>
  );
}

function Code({ children }: { readonly children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled line must be reachable by keyboard
    <pre tabIndex={0}>
      <code>{children}</code>
    </pre>
  );
}
