import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Verdict } from '#platform/ui/verdict/verdict.tsx';
import type { PriceOffer } from '../../domain/vouchers/discount.ts';
import { texts } from '../../messages/index.ts';
import { money } from '../money.ts';
import { ruleText } from '../vouchers/rule-text.ts';

export interface EnrolFormProps {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
  /** What was found when the price was asked for: now it can be confirmed. */
  readonly offer: PriceOffer | undefined;
}

/** Two steps on one page: see the price, then confirm it; nothing is decided before. */
export function EnrolForm({ path, values, errors, offer }: EnrolFormProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  return (
    <section>
      <h2>{m.enrol}</h2>
      {offer ? (
        <Verdict tone="success" title={m.yourPrice(money(lang, offer.price))}>
          {offer.because ? <p>{m.because(ruleText(lang, offer.because))}</p> : null}
          <p>{offer.price === 0 ? m.nothingToPay : m.payOnSite}</p>
          <Form action={`${path}/enrol`}>
            {Object.entries(values).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Button>{m.confirm}</Button>
          </Form>
        </Verdict>
      ) : null}
      <Form action={`${path}/price`}>
        {offer ? <h3>{m.change}</h3> : null}
        <TextField
          name="name"
          label={m.name}
          hint={m.nameHint}
          value={values['name']}
          error={errors['name']}
          autocomplete="name"
          width="medium"
        />
        <DateField
          name="birth_date"
          label={m.birthDate}
          hint={m.birthHint}
          value={values['birth_date']}
          error={errors['birth_date']}
          autocomplete="bday"
        />
        <TextField
          name="code"
          label={m.code}
          hint={m.codeHint}
          value={values['code']}
          error={errors['code']}
          width="medium"
          spellcheck={false}
        />
        <Checkbox
          name="extra_time"
          label={m.extraTime}
          hint={m.extraHint}
          checked={values['extra_time'] !== undefined}
        />
        <Button variant={offer ? 'secondary' : 'primary'}>{m.seePrice}</Button>
      </Form>
    </section>
  );
}
