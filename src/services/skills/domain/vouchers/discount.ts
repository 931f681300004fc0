import { ageOn, type DateString } from '#platform/kernel/dates.ts';

/** For whom a price is; each rule is enough by itself. */
export type DiscountRule =
  /** Whoever holds the code. */
  | { readonly kind: 'anybody'; readonly price: number }
  /** Whose appeal was upheld. */
  | { readonly kind: 'appeal'; readonly price: number }
  | { readonly kind: 'under_age'; readonly age: number; readonly price: number }
  | { readonly kind: 'volunteer_hours'; readonly hours: number; readonly price: number }
  | { readonly kind: 'space_visits'; readonly visits: number; readonly price: number };

/** What is known, and confirmed, of a person. */
export interface DiscountFacts {
  readonly birthDate: DateString | undefined;
  readonly confirmedMinutes: number;
  readonly visits: number;
}

export interface PriceOffer {
  /** Cents. */
  readonly price: number;
  /** The rule that gives it; `undefined` for the full price. */
  readonly because: DiscountRule | undefined;
  /** Of the rules that do not apply, what is missing: minutes, visits, or a birth date that is unknown. */
  readonly missing: readonly { readonly rule: DiscountRule; readonly lacks: number | undefined }[];
}

/** The lowest price that a person may have on a day. */
export function priceFor(
  fullPrice: number,
  rules: readonly DiscountRule[],
  facts: DiscountFacts,
  date: DateString,
): PriceOffer {
  const judged = rules.map((rule) => ({ rule, lacks: lackOf(rule, facts, date) }));
  const [best] = judged
    .filter(({ rule, lacks }) => lacks === 0 && rule.price < fullPrice)
    .sort((a, b) => a.rule.price - b.rule.price);
  return {
    price: best?.rule.price ?? fullPrice,
    because: best?.rule,
    missing: judged.filter(({ lacks }) => lacks !== 0),
  };
}

/** 0: the rule applies. `undefined`: nothing that the person could do makes it apply. */
function lackOf(rule: DiscountRule, facts: DiscountFacts, date: DateString): number | undefined {
  switch (rule.kind) {
    case 'anybody':
    case 'appeal':
      return 0;
    case 'under_age':
      if (facts.birthDate === undefined) return undefined;
      return ageOn(facts.birthDate, date) < rule.age ? 0 : undefined;
    case 'volunteer_hours':
      return Math.max(0, rule.hours * 60 - facts.confirmedMinutes);
    case 'space_visits':
      return Math.max(0, rule.visits - facts.visits);
  }
}
