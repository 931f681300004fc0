import type { FieldErrors, RawForm } from '../../http/form.ts';
import { useFrame } from '../../http/frame.ts';
import { Button } from '../../ui/button/button.tsx';
import { ErrorSummary } from '../../ui/error-summary/error-summary.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Select } from '../../ui/select/select.tsx';
import { Table } from '../../ui/table/table.tsx';
import { TextField } from '../../ui/text-field/text-field.tsx';
import type { QuietHours } from '../domain/quiet-hours.ts';
import { texts } from '../messages/index.ts';
import { EVERYWHERE, type QuietRules, type Territory } from '../quiet-hours.ts';

export interface QuietHoursProps {
  readonly rules: QuietRules;
  readonly territories: readonly Territory[];
  readonly errors: FieldErrors;
  readonly raw: RawForm;
  readonly saved: boolean;
}

const ACTION = '/admin/quiet-hours';

function clock(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function QuietHoursPage({ rules, territories, errors, raw, saved }: QuietHoursProps) {
  const m = texts(useFrame().lang).quiet;
  const words = (hours: QuietHours | null) =>
    !hours || hours.from === hours.until ? m.never : m.hours(clock(hours.from), clock(hours.until));
  const said = (code: string | undefined) => (code ? m.errors[code] : undefined);
  const typed = (name: string, otherwise: string) =>
    typeof raw[name] === 'string' ? raw[name] : otherwise;
  const places = [{ timeZone: EVERYWHERE, name: m.everywhere }, ...territories];
  const { national } = rules;
  return (
    <>
      {Object.keys(errors).length > 0 ? (
        <ErrorSummary
          errors={Object.entries(errors).map(([field, code]) => ({
            field,
            message: said(code) ?? '',
          }))}
        />
      ) : null}
      {saved ? <Notice tone="success">{m.saved}</Notice> : null}
      <h2 class="govuk-heading-m">{m.meaningTitle}</h2>
      <p>{m.waits}</p>
      <ul class="govuk-list govuk-list--bullet">
        {m.ignores.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{m.expires}</p>
      <Table
        caption={m.caption}
        columns={[
          { key: 'place', label: m.place },
          { key: 'hours', label: m.quietFrom },
          { key: 'origin', label: m.origin },
          ...(rules.own.size > 0 ? [{ key: 'remove', label: m.act }] : []),
        ]}
        rows={places.map(({ timeZone, name }) => {
          const own = rules.own.get(timeZone);
          const isNational = timeZone === EVERYWHERE;
          return {
            key: timeZone,
            cells: [
              name,
              words(own ?? national),
              own ? m.decided : isNational ? m.setting : m.asNational,
              own ? (
                <Form action={`${ACTION}/remove`}>
                  <input type="hidden" name="place" value={timeZone} />
                  <Button variant="secondary">
                    {isNational ? m.backToSetting : m.backToNational}{' '}
                    <span class="govuk-visually-hidden">{name}</span>
                  </Button>
                </Form>
              ) : (
                ''
              ),
            ],
          };
        })}
      />
      <h2 class="govuk-heading-m">{m.changeTitle}</h2>
      <Form action={ACTION}>
        <Select
          name="place"
          label={m.place}
          error={said(errors.place)}
          value={typed('place', EVERYWHERE)}
          options={places.map(({ timeZone, name }) => ({ value: timeZone, label: name }))}
        />
        <TextField
          name="from"
          type="time"
          label={m.from}
          error={said(errors.from)}
          value={typed('from', clock(national?.from ?? 1260))}
          width="short"
        />
        <TextField
          name="until"
          type="time"
          label={m.until}
          hint={m.untilHint}
          error={said(errors.until)}
          value={typed('until', clock(national?.until ?? 480))}
          width="short"
        />
        <Button>{m.save}</Button>
      </Form>
    </>
  );
}
