import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { missingDepartures, YEARLY_DAYS } from '../../domain/hours.ts';
import type { Crisis } from '../../queries/crises.ts';
import type { OwnHours } from '../../queries/hours.ts';
import { PrintedPages } from '../../views/printed-pages.tsx';
import { hoursText } from '../figures.ts';
import { hoursCountable, type NamedHours } from '../hours.ts';
import { reportTexts } from '../messages/index.ts';

export interface HoursPageProps {
  readonly crisis: Crisis;
  readonly lines: readonly NamedHours[];
  readonly mayConfirm: boolean;
  /** The line under correction, `volunteer.ID`. */
  readonly correcting: string | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly problem: string | undefined;
  readonly done: string | undefined;
}

export function HoursPage(props: HoursPageProps) {
  const { crisis, lines, mayConfirm, problem, done } = props;
  const { lang } = useFrame();
  const m = reportTexts(lang).hours_page;
  const open = lines.some(({ state }) => state !== 'confirmed');
  const missing = missingDepartures(lines);
  const countable = hoursCountable(crisis);
  return (
    <>
      <PrintedPages title={m.title(crisis.title)} />
      {problem ? <Notice tone="crisis">{problem}</Notice> : null}
      {done ? <Notice tone="success">{done}</Notice> : null}
      {countable ? null : <Notice tone="info">{m.too_early}</Notice>}
      <Correcting {...props} />
      {lines.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <Table
          caption={m.title(crisis.title)}
          captionHidden
          dense
          columns={[
            { key: 'name', label: m.name },
            { key: 'days', label: m.days, numeric: true },
            { key: 'counted', label: m.counted, numeric: true },
            { key: 'kept', label: m.kept, numeric: true },
            { key: 'year', label: m.year, numeric: true },
            { key: 'state', label: m.state },
            { key: 'act', label: m.act },
          ]}
          rows={lines.map((line) => ({
            key: keyOf(line),
            cells: [
              line.name || m.erased,
              String(line.days.length),
              hoursText(line.counted),
              hoursText(line.minutes),
              line.yearDays >= YEARLY_DAYS ? (
                <Tag tone="caution">{m.year_warning(line.yearDays, YEARLY_DAYS)}</Tag>
              ) : (
                m.year_of(line.yearDays, YEARLY_DAYS)
              ),
              <>
                {m.states[line.state]}
                {line.open && line.state === 'counted' ? ` · ${m.open}` : null}
                {line.reason ? ` · ${line.reason}` : null}
              </>,
              <Act crisis={crisis} line={line} mayConfirm={mayConfirm} />,
            ],
          }))}
        />
      )}
      {mayConfirm && countable && open && lines.length > 0 ? (
        <Form action={`/crises/${crisis.id}/hours/confirm`}>
          {missing > 0 ? <p>{m.missing(missing)}</p> : <p>{m.confirm_hint}</p>}
          <Button>{m.confirm}</Button>
        </Form>
      ) : null}
    </>
  );
}

function Act({
  crisis,
  line,
  mayConfirm,
}: {
  crisis: Crisis;
  line: NamedHours;
  mayConfirm: boolean;
}) {
  const m = reportTexts(useFrame().lang).hours_page;
  if (line.state !== 'confirmed') {
    return hoursCountable(crisis) ? (
      <a href={`/crises/${crisis.id}/hours?correct=${keyOf(line)}`}>
        {m.correct} <span class="govuk-visually-hidden">{line.name}</span>
      </a>
    ) : null;
  }
  return mayConfirm && line.personKind === 'volunteer' && line.name ? (
    <a href={`/crises/${crisis.id}/hours/${line.personId}/certificate.pdf`}>
      {m.certificate} <span class="govuk-visually-hidden">{line.name}</span>
    </a>
  ) : null;
}

function Correcting({ crisis, lines, correcting, values, errors }: HoursPageProps) {
  const m = reportTexts(useFrame().lang).hours_page;
  const line = lines.find((one) => keyOf(one) === correcting);
  if (!line || line.state === 'confirmed') return null;
  const hours =
    values.hours ?? String(Math.round((line.minutes / 60) * 100) / 100).replace('.', ',');
  return (
    <section>
      <h2>{m.correct_title(line.name || m.erased)}</h2>
      <Form action={`/crises/${crisis.id}/hours`}>
        <input type="hidden" name="person" value={keyOf(line)} />
        <TextField
          name="hours"
          label={m.hours_label}
          hint={m.hours_hint}
          value={hours}
          width="short"
          inputmode="decimal"
          error={errors.hours}
        />
        <TextField
          name="reason"
          label={m.reason_label}
          value={values.reason ?? line.reason}
          error={errors.reason}
        />
        <Button>{m.save}</Button>
      </Form>
    </section>
  );
}

function keyOf(line: { readonly personKind: string; readonly personId: string }): string {
  return `${line.personKind}.${line.personId}`;
}

export function OwnHoursPage({
  hours,
  yearDays,
}: {
  readonly hours: readonly OwnHours[];
  readonly yearDays: number;
}) {
  const { lang } = useFrame();
  const { own: m, exercise } = reportTexts(lang);
  if (hours.length === 0) return <p>{m.none}</p>;
  return (
    <>
      <p>{m.year(yearDays, YEARLY_DAYS)}</p>
      {yearDays >= YEARLY_DAYS ? <Notice tone="caution">{m.year_warning}</Notice> : null}
      <Table
        caption={m.title}
        captionHidden
        columns={[
          { key: 'crisis', label: m.crisis },
          { key: 'days', label: m.days, numeric: true },
          { key: 'hours', label: m.hours, numeric: true },
          { key: 'paper', label: m.paper },
        ]}
        rows={hours.map((one) => ({
          key: one.crisisId,
          cells: [
            one.exercise ? `${exercise} · ${one.title}` : one.title,
            String(one.days.length),
            hoursText(one.minutes),
            <a key="paper" href={`/crises/${one.crisisId}/certificate.pdf`}>
              {m.certificate} <span class="govuk-visually-hidden">{one.title}</span>
            </a>,
          ],
        }))}
      />
    </>
  );
}
