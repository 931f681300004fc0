import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
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
      {widenings.length === 0 ? (
        <p>{m.no_way}</p>
      ) : (
        <ul class="rf-ways">
          {widenings.map((one) => (
            <li key={JSON.stringify(one.step)}>
              <a href={wayHref(props, one)}>{wayText(lang, one)}</a>{' '}
              <strong>{m.more(one.more)}</strong>
            </li>
          ))}
        </ul>
      )}
      {widenings.length > 0 ? <p class="rf-soft">{m.nothing_sent}</p> : null}
    </>
  );
}

function wayText(lang: 'fr' | 'en', { step }: CountedWidening): string {
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
    case 'effort':
      return m.call.exhausted.effort(m.form.efforts[step.effort].toLowerCase());
    case 'gear':
      return m.call.exhausted.gear;
  }
}

/** Settings are tried on this page, where nothing leaves before the button; the rest is the need's. */
function wayHref({ preview, parameters }: CallPageProps, { step }: CountedWidening): string {
  const path = `/crises/${preview.need.crisisId}/needs/${preview.need.id}`;
  if (step.kind === 'distance') return callHref(path, { ...parameters, extraKm: step.extraKm });
  if (step.kind === 'budget') {
    const alertBudget = { ...parameters.alertBudget, max: step.alertsPerPerson };
    return callHref(path, { ...parameters, alertBudget });
  }
  return `${path}/edit#${step.kind === 'skill' ? 'required1' : step.kind}`;
}

function callHref(path: string, { extraKm, noShow, alertBudget, night }: CallOutParameters) {
  const query = new URLSearchParams({
    extra: String(extraKm),
    no_show: String(Math.round(noShow * 100)),
    budget: String(alertBudget.max),
    ...(night ? { night: 'on' } : {}),
  });
  return `${path}/call?${query}`;
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
