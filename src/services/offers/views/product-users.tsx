import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { productTexts } from '../messages/product/index.ts';
import type { DeclaredUse } from '../queries/uses.ts';

export interface ProductUsersProps {
  readonly slug: string;
  readonly count: number;
  /** Of those that let it be read. */
  readonly names: readonly string[];
  /** The associations that the reader acts for, with what each said. */
  readonly own: readonly {
    readonly id: string;
    readonly name: string;
    readonly use: DeclaredUse | undefined;
  }[];
}

export function ProductUsers({ slug, count, names, own }: ProductUsersProps) {
  const m = productTexts(useFrame().lang);
  return (
    <section>
      <h2>{m.who}</h2>
      <p>{m.count(count)}</p>
      {names.length > 0 ? (
        <>
          <p>{m.among}</p>
          <ul class="govuk-list govuk-list--bullet">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      ) : null}
      {own.map(({ id, name, use }) => (
        <Form key={id} action={`/offers/${slug}/use`} id={`use-${id}`}>
          <input type="hidden" name="association" value={id} />
          {use ? (
            <>
              <p>
                {m.declared(name)} {use.shown ? m.shown : m.hidden}
              </p>
              <Button name="say" value="no" variant="secondary">
                {m.withdraw}
              </Button>
            </>
          ) : (
            <>
              <p>
                <strong>{m.declare(name)}</strong>
              </p>
              {/* One box per association: their names must differ for the labels. */}
              <Checkbox name={`shown_${id}`} label={m.show} />
              <Button name="say" value="yes" variant="secondary">
                {m.declareButton}
              </Button>
            </>
          )}
        </Form>
      ))}
    </section>
  );
}
