import type { ShownOperation } from './views/api-page.tsx';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: { readonly description?: string };
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
      }
    >
  >;
}
interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** The operations of an OpenAPI document, as the readable page shows them. */
export function shownOperations(document: unknown): ShownOperation[] {
  const { paths = {}, components } = document as Document;
  const fieldsOf = (schema: Schema | undefined): string[] => {
    const name = schema?.$ref?.split('/').at(-1);
    const target = name === undefined ? schema : components?.schemas?.[name];
    return Object.keys(target?.properties ?? {});
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method,
      path,
      id: operation.operationId,
      summary: operation.summary,
      description: operation.description ?? '',
      scopes: (operation.security ?? []).flatMap((one) => Object.values(one).flat()),
      parameters: (operation.parameters ?? []).map((one) => ({
        name: one.name,
        where: one.in,
        required: one.required === true,
        description: one.description ?? one.schema?.description ?? '',
      })),
      bodyTypes: Object.keys(operation.requestBody?.content ?? {}),
      answers: Object.entries(operation.responses)
        .filter(([status]) => status < '300')
        .map(([status, { description, content = {} }]) => ({
          status,
          description,
          fields: fieldsOf(Object.values(content)[0]?.schema),
        })),
    })),
  );
}
