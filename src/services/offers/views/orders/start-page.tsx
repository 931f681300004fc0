import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import type { Prospect } from '../../actions/basket.ts';
import { texts } from '../../messages/index.ts';
import { orderTexts } from '../../messages/orders/index.ts';
import type { Distributor, Product } from '../../queries/rows.ts';
import { Price } from '../price.tsx';

export interface StartPageProps {
  readonly product: Product;
  /** The associations that this person orders for; the first is chosen. */
  readonly associations: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: string;
  /** Why the association cannot order this, if anything: said before the basket. */
  readonly obstacle: Prospect['obstacle'];
  readonly eligibilityHref: string;
  readonly seatsLeft: number | undefined;
  readonly distributors: readonly Distributor[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function StartPage(props: StartPageProps) {
  const { product, associations, chosen, distributors, values, errors } = props;
  const m = orderTexts(useFrame().lang);
  const offers = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <p>
        {offers.associationPrice}
        {offers.colon}
        <Price cents={product.associationPrice} unit={product.priceUnit} />
      </p>
      {associations.length > 1 ? (
        <nav aria-label={m.forWhom}>
          <p>{m.forWhom}</p>
          <ul class="govuk-list">
            {associations.map(({ id, name }) => (
              <li key={id}>
                <a
                  class="govuk-link"
                  aria-current={id === chosen ? 'true' : undefined}
                  href={`/offers/${product.slug}/order?for=${id}`}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {props.obstacle ? (
        <Notice tone="caution" title={m.refusals[props.obstacle]}>
          <p>
            <a class="govuk-link" href={props.eligibilityHref}>
              {m.askDecision}
            </a>
          </p>
        </Notice>
      ) : null}
      {distributors.length === 0 ? (
        <Notice tone="info">
          <p>{m.noDistributor}</p>
        </Notice>
      ) : null}
      {!props.obstacle && distributors.length > 0 ? (
        <Form action={`/offers/${product.slug}/order`}>
          <input type="hidden" name="association" value={chosen} />
          <p>
            <strong>{m.forWhom}</strong>
            {m.colon}
            {associations.find(({ id }) => id === chosen)?.name}
          </p>
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{m.howMany}</legend>
            <p class="govuk-hint">
              {m.howManyHelp}
              {props.seatsLeft === undefined ? '' : ` ${m.left(props.seatsLeft)}.`}
            </p>
            {product.seatRoles.map((role) => (
              <TextField
                key={role}
                name={role}
                label={m.seatRoles[role]}
                value={values[role] ?? ''}
                width="short"
                inputmode="numeric"
                error={errors[role]}
              />
            ))}
          </fieldset>
          <Radios
            name="distributor"
            legend={m.fromWhom}
            items={distributors.map(({ id, name }) => ({ value: id, label: name }))}
            value={values.distributor ?? distributors[0]?.id}
            error={errors.distributor}
          />
          <Button>{m.add}</Button>
        </Form>
      ) : null}
    </>
  );
}
