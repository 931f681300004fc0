import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { FillBar } from '#platform/ui/fill-bar/fill-bar.tsx';
import { Form, GetForm } from '#platform/ui/form/form.tsx';
import { formatPercent } from '#platform/ui/format.ts';
import { Funnel } from '#platform/ui/funnel/funnel.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { EXCLUSIONS } from '#services/volunteers/index.ts';
import type { AudiencePreview } from '../actions/call-out.ts';
import { texts } from '../messages/index.ts';
import type { CallOutParameters } from '../queries/call-outs.ts';
import type { Crisis } from '../queries/crises.ts';
import type { NeedCall } from '../queries/needs.ts';
import { shiftText, timeText } from '../shift-text.ts';
import { Errors } from './crisis-form.tsx';

export interface CallPageProps {
  readonly crisis: Crisis;
  readonly preview: AudiencePreview;
  readonly parameters: CallOutParameters;
  readonly call: NeedCall | undefined;
  readonly errors: Readonly<Record<string, string>>;
  readonly justification: string;
}

export function CallPage(props: CallPageProps) {
  const { preview, call, errors, crisis } = props;
  const { need, funnel } = preview;
  const { lang } = useFrame();
  const m = texts(lang).need.call;
  const live =
    call && (call.state === 'running' || call.state === 'paused' || call.state === 'filled');
  return (
    <>
      <Errors errors={errors} />
      <FillBar
        label={shiftText(lang, need)}
        confirmed={need.confirmed}
        reserve={need.reserve + need.offered}
        places={need.places}
      />
      {live ? <LiveCall {...props} call={call} /> : null}
      {funnel.eligible === 0 && !live ? (
        <EmptyState title={m.nobody_title}>
          <p>{m.nobody}</p>
        </EmptyState>
      ) : (
        <Forecast {...props} />
      )}
      {!live && preview.plan.send > 0 && crisis.status === 'active' ? <Start {...props} /> : null}
      <Funnel
        start={{ label: m.in_reach, count: funnel.inReach }}
        steps={EXCLUSIONS.flatMap((reason) => {
          const found = funnel.excluded.find((one) => one.reason === reason);
          return found ? [{ label: m.reasons[reason], count: found.count }] : [];
        })}
        end={{ label: m.eligible, count: funnel.eligible }}
      />
      {live ? null : <Settings {...props} />}
      {funnel.eligible > 0 && call?.policy !== 'everyone' && crisis.status === 'active' ? (
        <Everyone {...props} />
      ) : null}
      <p>
        <a href={`/crises/${crisis.id}`}>{m.back}</a>
      </p>
    </>
  );
}

function Forecast({ preview }: CallPageProps) {
  const { need, plan } = preview;
  const { lang } = useFrame();
  const m = texts(lang).need.call;
  return (
    <section>
      <h2>{m.forecast}</h2>
      <Numbers>
        <BigNumber
          value={formatPercent(lang, Math.floor(plan.fillProbability * 100) / 100)}
          label={m.fill}
          hint={m.fill_hint(
            need.places - need.confirmed - need.offered,
            timeText(lang, need.deadline, need.timeZone),
          )}
          tone={plan.fillProbability >= 0.9 ? 'success' : 'caution'}
        />
        <BigNumber value={Math.round(plan.expectedAlerts)} label={m.alerts} hint={m.alerts_hint} />
      </Numbers>
    </section>
  );
}

function Hidden({ parameters }: { readonly parameters: CallOutParameters }) {
  return (
    <>
      <input type="hidden" name="extra" value={parameters.extraKm} />
      <input type="hidden" name="no_show" value={Math.round(parameters.noShow * 100)} />
      <input type="hidden" name="budget" value={parameters.alertBudget.max} />
      {parameters.night ? <input type="hidden" name="night" value="on" /> : null}
    </>
  );
}

function Start({ preview, parameters, crisis }: CallPageProps) {
  const m = texts(useFrame().lang).need.call;
  return (
    <Form>
      <Hidden parameters={parameters} />
      <input type="hidden" name="policy" value="adaptive" />
      <Button size="large">{m.start(preview.plan.send)}</Button>
      <p>{m.start_hint}</p>
      {crisis.exercise ? <p>{m.exercise_hint}</p> : null}
    </Form>
  );
}

function LiveCall({ preview, call }: CallPageProps & { readonly call: NeedCall }) {
  const m = texts(useFrame().lang).need.call;
  const action = `/crises/${preview.need.crisisId}/needs/${preview.need.id}/call/move`;
  const state = call.state === 'paused' ? 'paused' : call.state === 'filled' ? 'filled' : 'running';
  return (
    <>
      <Notice
        tone={state === 'paused' ? 'caution' : state === 'filled' ? 'success' : 'info'}
        title={m[state]}
      >
        <p>
          {state === 'running' ? m.running_text(call.alerted, call.answered) : m[`${state}_text`]}
        </p>
      </Notice>
      <Form action={action}>
        <ButtonGroup>
          {state === 'running' ? (
            <Button variant="secondary" name="move" value="pause">
              {m.pause}
            </Button>
          ) : null}
          {state === 'paused' ? (
            <Button name="move" value="resume">
              {m.resume}
            </Button>
          ) : null}
          <Button variant="secondary" name="move" value="stop">
            {m.stop}
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}

function Settings({ parameters, preview }: CallPageProps) {
  const m = texts(useFrame().lang).need.call;
  return (
    <Details summary={m.settings}>
      <GetForm action={`/crises/${preview.need.crisisId}/needs/${preview.need.id}/call`}>
        <TextField
          name="extra"
          label={m.extra}
          value={String(parameters.extraKm)}
          width="short"
          inputmode="numeric"
          suffix="km"
        />
        <TextField
          name="no_show"
          label={m.no_show}
          value={String(Math.round(parameters.noShow * 100))}
          width="short"
          inputmode="numeric"
          suffix="%"
        />
        <TextField
          name="budget"
          label={m.budget}
          value={String(parameters.alertBudget.max)}
          width="short"
          inputmode="numeric"
        />
        <Checkbox name="night" label={m.night} checked={parameters.night} />
        <Button variant="secondary">{m.recompute}</Button>
      </GetForm>
    </Details>
  );
}

function Everyone({ preview, parameters, errors, justification }: CallPageProps) {
  const m = texts(useFrame().lang).need.call;
  const { funnel, plan, need } = preview;
  const left = need.places - need.confirmed - need.offered;
  // At the rate the forecast believes in, those who say yes once everything is taken.
  const rate = plan.expectedAlerts > 0 ? left / plan.expectedAlerts : 0;
  const away = Math.max(0, Math.round(funnel.eligible * Math.min(rate, 1) - left));
  return (
    <Details summary={m.everyone_title} open={errors.justification !== undefined}>
      <p>{m.everyone_text(funnel.eligible, away)}</p>
      <Form>
        <Hidden parameters={parameters} />
        <input type="hidden" name="policy" value="everyone" />
        <TextArea
          name="justification"
          label={m.justification}
          hint={m.justification_hint}
          rows={2}
          value={justification}
          error={errors.justification}
        />
        <Button variant="warning">{m.everyone(funnel.eligible)}</Button>
      </Form>
    </Details>
  );
}
