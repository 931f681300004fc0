import { useFrame } from '#platform/http/frame.ts';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { OpenedDelivery } from '../../actions/deliver.ts';
import { orderTexts } from '../../messages/orders/index.ts';

export function KeysPage({ deliveries }: { readonly deliveries: readonly OpenedDelivery[] }) {
  const m = orderTexts(useFrame().lang);
  if (deliveries.length === 0) return <p>{m.keysNone}</p>;
  return (
    <>
      {deliveries.map((one) => (
        <section key={one.id}>
          <h2>{one.productName}</h2>
          <SummaryList
            rows={[
              { key: m.seats, value: String(one.quantity) },
              { key: m.delivered, value: <Time at={one.deliveredAt} /> },
            ]}
          />
          <ul class="govuk-list">
            {one.content.split('\n').map((line, index) => (
              <li key={index}>
                <code>{line}</code>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
