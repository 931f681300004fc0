import { isDeepStrictEqual } from 'node:util';
import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { FillBar } from '#platform/ui/fill-bar/fill-bar.tsx';
import { Form, GetForm } from '#platform/ui/form/form.tsx';
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
import { shiftText } from '../shift-text.ts';
import { Curve, Forecast, Habits, PoolExhausted } from './call-forecast.tsx';
import { Errors } from './crisis-form.tsx';

export function isLive({ state }: NeedCall): boolean {
  return state === 'running' || state === 'paused' || state === 'filled';
}

export interface CallPageProps {
  readonly crisis: Crisis;
  readonly preview: AudiencePreview;
  readonly parameters: CallOutParameters;
  readonly call: NeedCall | undefined;
  readonly now: Date;
  readonly errors: Readonly<Record<string, string>>;
  readonly justification: string;
}

export function CallPage(props: CallPageProps) {
  const { preview, call, errors, crisis } = props;
  const { need, funnel } = preview;
  const { lang } = useFrame();
  const m = texts(lang).need.call;
  const live = call && isLive(call) ? call : undefined;
  const closed =
    crisis.status !== 'active'
      ? m.errors.crisis_not_active
      : need.status !== 'open'
        ? texts(lang).need.errors.need_over
        : undefined;
  // A wave that takes everybody leaves nothing to "everyone now".
  const more = funnel.eligible > preview.plan.send || errors.justification !== undefined;
  // Other settings than those of the running call are a call to start: it takes over.
  const ready = !closed && (!live || !isDeepStrictEqual(live.parameters, props.parameters));
  return (
    <>
      <Errors errors={errors} />
      <FillBar
        label={shiftText(lang, need)}
        confirmed={need.confirmed}
        reserve={need.reserve + need.offered}
        places={need.places}
      />
      {closed ? <Notice tone="caution">{closed}</Notice> : null}
      {live ? <LiveCall {...props} call={live} /> : null}
      <Forecast {...props} />
      {preview.plan.needed > 0 ? <Habits {...props} /> : null}
      {ready && preview.plan.send > 0 ? <Start {...props} takesOver={live !== undefined} /> : null}
      {preview.plan.exhausted && !closed ? <PoolExhausted {...props} /> : null}
      <div class="rf-columns rf-call-reasons">
        <section>
          <h2>{m.why}</h2>
          <Funnel
            start={{ label: m.in_reach, count: funnel.inReach }}
            steps={EXCLUSIONS.flatMap((reason) => {
              const found = funnel.excluded.find((one) => one.reason === reason);
              return found ? [{ label: m.reasons[reason], count: found.count }] : [];
            })}
            end={{ label: m.eligible, count: funnel.eligible }}
          />
        </section>
        <Curve {...props} />
      </div>
      {closed ? null : <Settings {...props} />}
      {more && live?.policy !== 'everyone' && !closed ? <Everyone {...props} /> : null}
      <p>
        <a href={`/crises/${crisis.id}`}>{m.back}</a>
      </p>
    </>
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

function Start({
  preview,
  parameters,
  crisis,
  takesOver,
}: CallPageProps & { readonly takesOver: boolean }) {
  const m = texts(useFrame().lang).need.call;
  return (
    <Form>
      <Hidden parameters={parameters} />
      <input type="hidden" name="policy" value="adaptive" />
      <Button size="large">{m.start(preview.plan.send)}</Button>
      <p>
        {takesOver ? m.take_over_hint : preview.plan.exhausted ? m.start_all_hint : m.start_hint}
      </p>
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
          {state === 'running'
            ? m.running_text(call.alerted, call.answered, preview.plan.exhausted)
            : m[`${state}_text`]}
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
