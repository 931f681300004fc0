import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { totalCost } from '../domain/total-cost.ts';
import { texts } from '../messages/index.ts';
import type { Hosting, Product } from '../queries/rows.ts';
import { euros, Price } from './price.tsx';

export interface ComparePageProps {
  readonly product: Product;
  readonly alternatives: readonly Product[];
  readonly hostings: readonly (Hosting & { readonly productId: string })[];
  /** As typed. */
  readonly typed: string;
  /** Undefined when what was typed is not a number of people. */
  readonly seats: number | undefined;
}

export function ComparePage({ product, alternatives, hostings, typed, seats }: ComparePageProps) {
  const { lang } = useFrame();
  const m = texts(lang);
  const cost = (price: number | null, unit: Product['priceUnit'], entryFee: number) => {
    const total = totalCost({ price: price ?? undefined, unit, entryFee }, seats ?? 1);
    return total === undefined ? m.unknownCost : total === 0 ? m.free : euros(lang, total);
  };
  return (
    <>
      <GetForm action={`/offers/${product.slug}/compare`}>
        <TextField
          name="seats"
          label={m.compareSeats}
          value={typed}
          width="short"
          inputmode="numeric"
          error={seats === undefined ? m.compareSeatsWrong : undefined}
        />
        <Button>{m.compareRun}</Button>
      </GetForm>
      {seats === undefined ? null : (
        <Table
          caption={m.compareTitle(product.name)}
          captionHidden
          columns={[
            { key: 'product', label: m.product },
            { key: 'hosting', label: m.hosting },
            { key: 'price', label: m.associationPrice },
            { key: 'cost', label: m.cost, numeric: true },
          ]}
          rows={[product, ...alternatives].flatMap((one) => {
            const places = hostings.filter(({ productId }) => productId === one.id);
            const link = (
              <a class="govuk-link" href={`/offers/${one.slug}`}>
                {one.name}
              </a>
            );
            if (places.length === 0)
              return [
                {
                  key: one.id,
                  cells: [
                    link,
                    one.publisher,
                    <Price cents={one.associationPrice} unit={one.priceUnit} />,
                    cost(one.associationPrice, one.priceUnit, one.entryFee),
                  ],
                },
              ];
            return places.map((place) => ({
              key: place.id,
              cells: [
                link,
                place.provider === ''
                  ? m.hostingKinds[place.kind]
                  : `${m.hostingKinds[place.kind]}${m.colon}${place.provider}`,
                <Price cents={place.price} unit={place.priceUnit} />,
                cost(place.price, place.priceUnit, one.entryFee),
              ],
            }));
          })}
        />
      )}
      <p class="govuk-hint">{m.unknownHelp}</p>
    </>
  );
}
