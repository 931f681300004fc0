import type { Lang } from '#platform/i18n/index.ts';
import type { DiscountRule } from '../../domain/vouchers/discount.ts';
import { texts } from '../../messages/index.ts';
import { money } from '../money.ts';

/** "100 heures de bénévolat confirmées : 5,00 €". */
export function ruleText(lang: Lang, rule: DiscountRule): string {
  const m = texts(lang).vouchers.rule;
  const price = money(lang, rule.price);
  switch (rule.kind) {
    case 'anybody':
      return m.anybody(price);
    case 'under_age':
      return m.under_age(rule.age, price);
    case 'volunteer_hours':
      return m.volunteer_hours(rule.hours, price);
    case 'space_visits':
      return m.space_visits(rule.visits, price);
    case 'appeal':
      return m.appeal();
  }
}
