import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { CATEGORIES, type Category } from '../catalogue/file.ts';
import { texts } from '../messages/index.ts';
import type { Product } from '../queries/rows.ts';
import { Price } from './price.tsx';

export interface CataloguePageProps {
  readonly q: string;
  readonly category: string;
  readonly libre: boolean;
  readonly products: readonly Product[];
}

export function CataloguePage({ q, category, libre, products }: CataloguePageProps) {
  const { lang } = useFrame();
  const m = texts(lang);
  return (
    <>
      <GetForm action="/offers">
        <TextField name="q" label={m.words} value={q} type="search" />
        <Select
          name="category"
          label={m.category}
          value={category}
          options={[
            { value: '', label: m.anyCategory },
            ...CATEGORIES.map((value) => ({ value, label: m.categories[value] })),
          ]}
        />
        <Checkbox name="libre" label={m.onlyLibre} value="yes" checked={libre} />
        <Button>{m.search}</Button>
      </GetForm>
      {products.length === 0 ? (
        <EmptyState title={m.nothing}>
          <p>{m.nothingHelp}</p>
          <p>
            <a class="govuk-link" href="/offers">
              {m.all}
            </a>
          </p>
        </EmptyState>
      ) : (
        <>
          <ListHead count={products.length} what={m.listed(products.length)}>
            <a class="govuk-link" href="/offers/catalogue.csv">
              {m.download}
            </a>
            <a class="govuk-link" href="/offers/figures">
              {m.figures}
            </a>
          </ListHead>
          <ResultList>
            {products.map((product) => (
              <ResultCard
                key={product.id}
                href={`/offers/${product.slug}`}
                title={product.name}
                facts={
                  <>
                    {product.publisher} · {m.categories[product.category as Category]}{' '}
                    <Tag tone={product.libre ? 'success' : 'neutral'}>
                      {product.libre ? m.libre : m.paid}
                    </Tag>
                  </>
                }
              >
                <p>{lang === 'fr' ? product.summaryFr : product.summaryEn}</p>
                <p>
                  {m.associationPrice}
                  {m.colon}
                  <Price cents={product.associationPrice} unit={product.priceUnit} />
                </p>
              </ResultCard>
            ))}
          </ResultList>
          <p class="govuk-hint">{m.unknownHelp}</p>
        </>
      )}
    </>
  );
}
