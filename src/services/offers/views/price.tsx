import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { PriceUnit } from '../domain/total-cost.ts';
import { texts } from '../messages/index.ts';

const EUROS = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }),
};

/** Cents as money: 12,50 € in French, €12.50 in English. */
export function euros(lang: Lang, cents: number): string {
  return EUROS[lang].format(cents / 100);
}

/** A price with what it buys, or that it is unknown. */
export function Price({
  cents,
  unit,
}: {
  readonly cents: number | null;
  readonly unit: PriceUnit;
}) {
  const { lang } = useFrame();
  const m = texts(lang);
  if (cents === null) return <>{m.unknown}</>;
  if (cents === 0) return <>{m.free}</>;
  return (
    <>
      {euros(lang, cents)} {m.units[unit]}, {m.withoutTax}
    </>
  );
}
