import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { formatNumber, formatPercent } from '#platform/ui/format.ts';
import { LineChart } from '#platform/ui/line-chart/line-chart.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { abilityLabel } from '#services/volunteers/index.ts';
import type { CountedWidening } from '../actions/widen.ts';
import { texts } from '../messages/index.ts';
import type { CallOutParameters } from '../queries/call-outs.ts';
import { timeText } from '../shift-text.ts';
import type { CallPageProps } from './call-page.tsx';

const MINUTE = 60_000;

/** How many can be called, what to expect of it, and by when. */
export function Forecast({ preview }: CallPageProps) {
  const { need, plan, funnel } = preview;
  const { lang } = useFrame();
  const m = texts(lang).need.call;
  const left = need.places - need.confirmed - need.offered;
  if (left <= 0) return null;
  const short = plan.exhausted;
  return (
    <Numbers>
      <BigNumber
        value={funnel.eligible}
        label={m.can_be_called}
        hint={m.out_of(formatNumber(lang, funnel.inReach))}
        tone={funnel.eligible === 0 ? 'crisis' : 'neutral'}
      />
      <BigNumber
        value={formatPercent(lang, Math.floor(plan.fillProbability * 100) / 100)}
        label={m.fill}
        hint={m.fill_hint(left, timeText(lang, need.deadline, need.timeZone))}
        tone={plan.fillProbability >= 0.9 ? 'success' : 'caution'}
      />
      <BigNumber
        value={short ? plan.needed : Math.round(plan.expectedAlerts)}
        label={m.alerts}
        hint={short ? m.alerts_short(funnel.eligible) : m.alerts_hint}
        tone={short ? 'caution' : 'neutral'}
      />
    </Numbers>
  );
}

/** What the forecast starts from. */
export function Habits({ preview: { expected }, crisis }: CallPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).need.call;
  const percent = formatPercent(lang, Math.round(expected.rate * 100) / 100);
  return (
    <p class="rf-soft">
      {expected.callOuts > 0
        ? m.habits(percent, expected.band, expected.callOuts, crisis.exercise)
        : m.no_habits(percent)}
    </p>
  );
}

/** Too few people are left: what will be missing, and what each way to look wider would bring. */
export function PoolExhausted(props: CallPageProps) {
  const { preview, call } = props;
  const { plan, need, funnel, widenings } = preview;
  const { lang } = useFrame();
  const m = texts(lang).need.call.exhausted;
  const missing = Math.round(plan.expectedMissing);
  const useful = widenings.ways.filter(({ more }) => more > 0);
  return (
    <>
      <Notice tone="caution" title={funnel.eligible === 0 ? m.nobody_title : m.title}>
        <p>
          {funnel.eligible > 0
            ? m.left(funnel.eligible, plan.needed)
            : call && call.alerted > 0
              ? m.all_called
              : m.nobody_suits}{' '}
          {m.missing(missing, need.places)}
        </p>
      </Notice>
      <h2>{m.widen_title}</h2>
      {widenings.all <= 0 ? <p>{m.no_way}</p> : null}
      {useful.length === 0 ? null : (
        <ul class="rf-ways">
          {useful.map((one) => (
            <li key={one.name}>
              <a href={wayHref(props, one)}>{wayText(lang, one.step)}</a>{' '}
              <strong>{m.more(one.more)}</strong>
            </li>
          ))}
        </ul>
      )}
      {useful.length > 0 ? <p class="rf-soft">{m.nothing_sent}</p> : null}
      {widenings.all > 0 && widenings.ways.length > 1 ? <Together {...props} /> : null}
    </>
  );
}

/** Several ways at once: what they bring is not the sum of what each does. */
function Together(props: CallPageProps) {
  const { preview, parameters } = props;
  const { ways, together, all } = preview.widenings;
  const { lang } = useFrame();
  const m = texts(lang).need.call.exhausted;
  const path = `/crises/${preview.need.crisisId}/needs/${preview.need.id}`;
  const changesNeed = together?.steps.filter(
    ({ kind }) => kind !== 'distance' && kind !== 'budget',
  );
  return (
    <section>
      <h3>{m.together_title}</h3>
      <p>{m.together_text(all)}</p>
      {together ? (
        <Notice tone={together.more > 0 ? 'success' : 'caution'}>
          <p>
            <strong>{m.together(together.more)}</strong>
          </p>
          {together.more > 0 ? (
            <p>
              <a href={callHref(path, withSettings(parameters, together.steps))}>{m.apply}</a>
              {changesNeed && changesNeed.length > 0 ? (
                <>
                  {' '}
                  {m.apply_need} <a href={`${path}/edit`}>{m.edit_need}</a>{' '}
                  {changesNeed.map((step) => wayText(lang, step)).join(', ')}
                </>
              ) : null}
            </p>
          ) : null}
        </Notice>
      ) : null}
      <GetForm action={`${path}/call`}>
        {[...callQuery(parameters)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Checkboxes
          name="ways"
          legend={m.together_legend}
          items={ways.map((one) => ({
            value: one.name,
            label: `${wayText(lang, one.step)} (${m.more(one.more)})`,
          }))}
          values={ways.filter(({ chosen }) => chosen).map(({ name }) => name)}
        />
        <Button variant="secondary">{m.count_together}</Button>
      </GetForm>
    </section>
  );
}

/** The settings of a call with those steps that are settings. */
function withSettings(
  parameters: CallOutParameters,
  steps: readonly CountedWidening['step'][],
): CallOutParameters {
  const { alertBudget } = parameters;
  const farthest = steps.map((step) => (step.kind === 'distance' ? step.extraKm : 0));
  const budget = steps.find((step) => step.kind === 'budget');
  return {
    ...parameters,
    extraKm: Math.max(parameters.extraKm, ...farthest),
    alertBudget: { ...alertBudget, max: budget?.alertsPerPerson ?? alertBudget.max },
  };
}

function wayText(lang: 'fr' | 'en', step: CountedWidening['step']): string {
  const m = texts(lang).need;
  switch (step.kind) {
    case 'distance':
      return m.call.exhausted.distance(step.extraKm);
    case 'budget':
      return m.call.exhausted.budget(step.alertsPerPerson);
    case 'skill':
      return m.call.exhausted.skill(
        step.removed.map((id) => abilityLabel(lang, id)).join(m.form.or),
      );
    case 'accept':
      return m.call.exhausted.accept(
        abilityLabel(lang, step.added),
        step.whole.map((id) => abilityLabel(lang, id)).join(m.form.or),
      );
    case 'later':
      return m.call.exhausted.later(step.hours);
    case 'effort':
      return m.call.exhausted.effort(m.form.efforts[step.effort].toLowerCase());
    case 'gear':
      return m.call.exhausted.gear;
  }
}

/** Where the form of the need says it. */
const FIELDS = {
  accept: 'required1',
  skill: 'required1',
  effort: 'effort',
  gear: 'gear',
  later: 'starts',
} as const;

/** Settings are tried on this page, where nothing leaves before the button; the rest is the need's. */
function wayHref({ preview, parameters }: CallPageProps, { step }: CountedWidening): string {
  const path = `/crises/${preview.need.crisisId}/needs/${preview.need.id}`;
  if (step.kind === 'distance' || step.kind === 'budget')
    return callHref(path, withSettings(parameters, [step]));
  return `${path}/edit#${FIELDS[step.kind]}`;
}

function callHref(path: string, parameters: CallOutParameters): string {
  return `${path}/call?${callQuery(parameters)}`;
}

function callQuery({ extraKm, noShow, alertBudget, night }: CallOutParameters): URLSearchParams {
  return new URLSearchParams({
    extra: String(extraKm),
    no_show: String(Math.round(noShow * 100)),
    budget: String(alertBudget.max),
    ...(night ? { night: 'on' } : {}),
  });
}

/** The yes to expect until the deadline when calling goes on. */
export function Curve({ preview, now }: CallPageProps) {
  const { need, curve, plan } = preview;
  const { lang } = useFrame();
  const m = texts(lang).need.call.curve;
  const last = curve.at(-1);
  if (!last || last.expected - (curve[0]?.expected ?? 0) < 0.5) return null;
  const whole = (value: number) => formatNumber(lang, Math.round(value));
  return (
    <LineChart
      title={m.title(plan.send)}
      xLabel={m.time}
      yLabel={m.yes}
      maxY={need.places}
      formatX={(minutes) =>
        timeText(lang, new Date(now.getTime() + minutes * MINUTE), need.timeZone)
      }
      formatY={whole}
      series={[
        { label: m.expected, points: curve.map(({ at, expected }) => ({ x: at, y: expected })) },
        { label: m.cautious, points: curve.map(({ at, cautious }) => ({ x: at, y: cautious })) },
      ]}
    />
  );
}
