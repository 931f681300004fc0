import { useFrame } from '#platform/http/frame.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { authorisationState, mayWithdraw } from '../../domain/authorisation.ts';
import { distributorTexts } from '../../messages/distributors/index.ts';
import type { HeldAuthorisation } from '../../queries/distributors.ts';
import { AUTHORISATION_TONES } from './tones.ts';

export interface AuthorisationsProps {
  readonly held: readonly HeldAuthorisation[];
  readonly today: DateString;
  /** May change them; an agent only reads. */
  readonly administers: boolean;
}

export function Authorisations({ held, today, administers }: AuthorisationsProps) {
  const m = distributorTexts(useFrame().lang);
  return (
    <section>
      <h2 class="govuk-heading-m">{m.authorisations}</h2>
      {held.length === 0 ? (
        <p>{m.noAuthorisation}</p>
      ) : (
        <Table
          caption={m.authorisations}
          captionHidden
          dense
          columns={[
            { key: 'product', label: m.product },
            { key: 'where', label: m.where },
            { key: 'from', label: m.from },
            { key: 'until', label: m.until },
            { key: 'state', label: m.state },
            ...(administers ? [{ key: 'act', label: m.withdraw }] : []),
          ]}
          rows={held.map((one) => {
            const state = authorisationState(one, today);
            return {
              key: one.id,
              cells: [
                one.productName,
                one.departments.length === 0 ? m.everywhere : one.departments.join(', '),
                <Time at={one.validFrom} />,
                <Time at={one.validUntil} />,
                <Tag tone={AUTHORISATION_TONES[state]}>{m.authorisationStates[state]}</Tag>,
                ...(administers ? [mayWithdraw(state) ? <Withdraw held={one} /> : ''] : []),
              ],
            };
          })}
        />
      )}
    </section>
  );
}

function Withdraw({ held }: { readonly held: HeldAuthorisation }) {
  const m = distributorTexts(useFrame().lang);
  return (
    <Form action={`/distributors/${held.distributorId}/authorisations/${held.id}/withdraw`}>
      <Button variant="secondary">
        {m.withdraw}
        <span class="govuk-visually-hidden"> {m.withdrawWhat(held.productName)}</span>
      </Button>
    </Form>
  );
}

export interface AuthoriseFormProps {
  readonly path: string;
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly today: DateString;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function AuthoriseForm({ path, products, today, values, errors }: AuthoriseFormProps) {
  const m = distributorTexts(useFrame().lang);
  return (
    <section>
      <h2 class="govuk-heading-m">{m.authorise}</h2>
      <Form action={`${path}/authorisations`}>
        <Select
          name="product"
          label={m.product}
          options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
          value={values.product}
          error={errors.product}
        />
        <TextField
          name="departments"
          label={m.departments}
          hint={m.departmentsHelp}
          value={values.departments}
          error={errors.departments}
        />
        <DateField name="from" label={m.from} value={values.from ?? today} error={errors.from} />
        <DateField name="until" label={m.until} value={values.until} error={errors.until} />
        <Button>{m.authoriseButton}</Button>
      </Form>
    </section>
  );
}
