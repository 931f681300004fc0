import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { texts } from '../messages/index.ts';
import { orderTexts } from '../messages/orders/index.ts';
import type { Hosting, Product } from '../queries/rows.ts';
import { Price } from './price.tsx';
import { ProductDocuments, type ProductDocumentsProps } from './product-documents.tsx';
import { ProductUsers, type ProductUsersProps } from './product-users.tsx';

export interface ProductPageProps {
  readonly product: Product;
  readonly alternatives: readonly Product[];
  readonly replaces: readonly Product[];
  readonly hostings: readonly Hosting[];
  readonly users: ProductUsersProps;
  readonly documents: ProductDocumentsProps;
  /** Whether the reader orders for an association. */
  readonly orders: boolean;
}

export function ProductPage(props: ProductPageProps) {
  const { product, alternatives, replaces, hostings, users, documents, orders } = props;
  const { lang } = useFrame();
  const m = texts(lang);
  return (
    <>
      <ErrorSummary
        errors={Object.entries(documents.errors).map(([field, message]) => ({ field, message }))}
      />
      <RecordHeader
        kind={m.kinds[product.kind]}
        title={product.name}
        state={
          product.libre ? { text: m.libre, tone: 'success' } : { text: m.paid, tone: 'neutral' }
        }
        facts={product.publisher}
        next={lang === 'fr' ? product.summaryFr : product.summaryEn}
      >
        {orders && product.associationPrice !== null && product.state === 'listed' ? (
          <Button href={`/offers/${product.slug}/order`}>{orderTexts(lang).acts.order}</Button>
        ) : null}
      </RecordHeader>
      {product.state === 'withdrawn' ? (
        <Notice tone="caution" title={m.withdrawn}>
          <p>{product.withdrawnReason}</p>
        </Notice>
      ) : null}
      <SummaryList rows={factsOf(product, m, lang)} />
      {product.libre ? (
        <Hostings hostings={hostings} />
      ) : (
        <section>
          <h2>{m.alternatives}</h2>
          <p>{m.alternativesLead}</p>
          <Cards products={alternatives} />
          <p>
            <a class="govuk-link" href={`/offers/${product.slug}/compare`}>
              {m.compare}
            </a>
          </p>
        </section>
      )}
      {replaces.length > 0 ? (
        <section>
          <h2>{m.replaces}</h2>
          <Cards products={replaces} />
        </section>
      ) : null}
      <ProductDocuments {...documents} />
      <ProductUsers {...users} />
    </>
  );
}

function licence(product: Product, m: ReturnType<typeof texts>): string {
  return product.licence === 'proprietary' ? m.proprietary : product.licence;
}

function factsOf(product: Product, m: ReturnType<typeof texts>, lang: 'fr' | 'en') {
  const price = (cents: number | null) => <Price cents={cents} unit={product.priceUnit} />;
  return [
    { key: m.licence, value: licence(product, m) },
    ...(product.libre ? [] : [{ key: m.publicPrice, value: price(product.publicPrice) }]),
    { key: m.associationPrice, value: price(product.associationPrice) },
    ...(product.priceSource === ''
      ? []
      : [
          {
            key: m.source,
            value: (
              <>
                <a class="govuk-link" href={product.priceSource} rel="noreferrer">
                  {new URL(product.priceSource).hostname}
                </a>
                {product.priceCheckedOn ? `, ${m.checkedOn(product.priceCheckedOn)}` : ''}
              </>
            ),
          },
        ]),
    {
      key: m.seats,
      value: (
        <>
          {product.seatRoles.map((role) => m.seatRoles[role]).join(', ')}
          {product.libre ? null : <div class="govuk-hint">{m.seatsHelp}</div>}
        </>
      ),
    },
    ...(product.libre
      ? []
      : [
          {
            key: m.quota,
            value:
              product.quotaSeats === null || product.quotaMonths === null
                ? m.noQuota
                : m.quotaOf(product.quotaSeats, product.quotaMonths),
          },
          { key: m.vat, value: `${formatNumber(lang, product.vatRate / 100)} %` },
        ]),
    ...(product.website === ''
      ? []
      : [
          {
            key: m.website,
            value: (
              <a class="govuk-link" href={product.website} rel="noreferrer">
                {new URL(product.website).hostname}
              </a>
            ),
          },
        ]),
  ];
}

function Cards({ products }: { readonly products: readonly Product[] }) {
  const { lang } = useFrame();
  return (
    <ResultList>
      {products.map((one) => (
        <ResultCard
          key={one.id}
          href={`/offers/${one.slug}`}
          title={one.name}
          facts={licence(one, texts(lang))}
        >
          <p>{lang === 'fr' ? one.summaryFr : one.summaryEn}</p>
        </ResultCard>
      ))}
    </ResultList>
  );
}

function Hostings({ hostings }: { readonly hostings: readonly Hosting[] }) {
  const m = texts(useFrame().lang);
  return (
    <section>
      <h2>{m.hostings}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {hostings.map((one) => (
          <li key={one.id}>
            {m.hostingKinds[one.kind]}
            {one.provider === '' ? '' : m.colon}
            {one.website === '' ? (
              one.provider
            ) : (
              <a class="govuk-link" href={one.website} rel="noreferrer">
                {one.provider}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
