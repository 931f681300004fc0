import type { ComponentChildren } from 'preact';
import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { BriefingToRead, type CallBriefing } from '../assignment/views/briefing-page.tsx';
import { attendanceTexts } from '../attendance/messages/index.ts';
import { NEVER_REASONS, NO_REASONS } from '../domain/reasons.ts';
import { texts } from '../messages/index.ts';
import type { CallView } from '../queries/links.ts';
import { shiftText, sureTimeText } from '../shift-text.ts';
import type { OtherTasks } from '../surplus.ts';

/** What the person sees: their own standing, or that of the call when they have none. */
export type Standing =
  | 'asked'
  | 'full'
  | 'confirmed'
  | 'offered'
  | 'reserve'
  | 'declined'
  | 'withdrawn'
  | 'lapsed'
  | 'released'
  | 'busy'
  | 'closed';

export function standingOf(call: CallView, now: Date): Standing {
  const over = call.needStatus !== 'open' || call.crisisStatus !== 'active' || now >= call.endsAt;
  if (call.state === 'confirmed' || call.state === 'released') return call.state;
  if (call.lastOutcome === 'busy' && !over) return 'busy';
  // A yes that comes too late is answered as such, whatever the person had said before.
  const saidNo = call.state === 'declined' || call.state === 'withdrawn';
  if (over) return call.state && saidNo && call.lastAnswer !== 'yes' ? call.state : 'closed';
  if (call.state) return call.state;
  return call.confirmed + call.offered >= call.places ? 'full' : 'asked';
}

/** Somebody is wanted: the page says who calls, and how to answer. */
const ASKING: ReadonlySet<Standing> = new Set(['asked', 'offered']);

/** The call has no place for her now: there is something else to do. */
export const LEFT_OUT: ReadonlySet<Standing> = new Set(['reserve', 'released', 'closed']);

export interface ReplyPageProps {
  readonly call: CallView;
  readonly standing: Standing;
  /** The person has just said why. */
  readonly thanked: boolean;
  /** For somebody expected. */
  readonly briefing?: CallBriefing | undefined;
  /** For somebody left out. */
  readonly others?: OtherTasks | undefined;
}

export function ReplyPage({ call, standing, thanked, briefing, others }: ReplyPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).reply;
  return (
    <>
      {ASKING.has(standing) ? (
        <p class="rf-lead">{m.calls_you(call.agencies[0] ?? call.title)}</p>
      ) : null}
      <StandingNotice call={call} standing={standing} />
      {call.exercise ? (
        <p>
          <strong>{m.exercise}</strong>
        </p>
      ) : null}
      <Facts call={call} byText={ASKING.has(standing) || standing === 'full'} />
      {briefing ? <BriefingToRead {...briefing} /> : null}
      <Acts standing={standing} thanked={thanked} />
      {others ? (
        <>
          <p>{others.text}</p>
          <ul>
            {others.tasks.map(({ title, href }) => (
              <li key={href}>
                <a href={href}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Details summary={m.never.summary}>
        <Form>
          <p>{m.never.text}</p>
          <Radios
            name="reason"
            legend={m.never.legend}
            items={NEVER_REASONS.map((value) => ({ value, label: m.never.reasons[value] }))}
          />
          <Button variant="secondary" name="answer" value="never">
            {m.never.button}
          </Button>
        </Form>
      </Details>
    </>
  );
}

function StandingNotice({ call, standing }: Pick<ReplyPageProps, 'call' | 'standing'>) {
  const { lang, path } = useFrame();
  const m = texts(lang).reply;
  switch (standing) {
    case 'asked':
      return null;
    case 'confirmed':
      return (
        <Notice tone="success" title={m.confirmed.title}>
          <p>{m.confirmed.text}</p>
          <p>
            <a href={`${path.split('?')[0]}/badge`}>{attendanceTexts(lang).badge.link}</a>
          </p>
        </Notice>
      );
    case 'offered':
      return (
        <Notice
          tone="crisis"
          title={m.offered.title(
            sureTimeText(lang, call.confirmBy ?? call.startsAt, call.timeZone),
          )}
        >
          <p>{m.offered.text}</p>
        </Notice>
      );
    case 'reserve':
      return (
        <Notice tone="info" title={m.reserve.title(call.reservePosition ?? 1)}>
          <p>{m.reserve.text}</p>
        </Notice>
      );
    default:
      return (
        <Notice tone={standing === 'busy' ? 'caution' : 'info'} title={m[standing].title}>
          <p>{m[standing].text}</p>
        </Notice>
      );
  }
}

function Facts({ call, byText }: { readonly call: CallView; readonly byText: boolean }) {
  const { lang } = useFrame();
  const m = texts(lang).reply;
  const commune = communeByCode(call.siteCommune)?.name ?? call.siteCommune;
  const km = Math.max(1, Math.round(call.distanceKm));
  return (
    <dl>
      <Fact name={m.facts.what}>
        {call.title}
        {call.tasks ? `. ${call.tasks}` : ''}
      </Fact>
      <Fact name={m.facts.where}>
        {[call.siteName, call.siteAddress, commune].filter(Boolean).join(', ')}, {m.km(km)}
        {call.siteAccess ? `. ${call.siteAccess}` : ''}
      </Fact>
      <Fact name={m.facts.when}>{shiftText(lang, call)}</Fact>
      {call.bring ? <Fact name={m.facts.bring}>{call.bring}</Fact> : null}
      {byText ? <Fact name={m.facts.code}>{m.sms_code(call.smsLetter)}</Fact> : null}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Acts({ standing, thanked }: { readonly standing: Standing; readonly thanked: boolean }) {
  const m = texts(useFrame().lang).reply;
  switch (standing) {
    case 'asked':
      return <TwoButtons yes={m.yes} no={m.no} />;
    case 'full':
      return <TwoButtons yes={m.yes_reserve} no={m.no} />;
    case 'offered':
      return <TwoButtons yes={m.confirm} no={m.no} />;
    case 'confirmed':
      return <OneButton answer="no">{m.cancel}</OneButton>;
    case 'reserve':
      return <OneButton answer="no">{m.cancel_reserve}</OneButton>;
    case 'declined':
    case 'withdrawn':
      return (
        <>
          {thanked ? <p>{m.reason_thanks}</p> : <WhyNot />}
          <OneButton answer="yes">{m.back}</OneButton>
        </>
      );
    case 'lapsed':
      return <OneButton answer="yes">{m.back}</OneButton>;
    case 'busy':
      return <OneButton answer="no">{m.no}</OneButton>;
    case 'closed':
    case 'released':
      return null;
  }
}

function TwoButtons({ yes, no }: { readonly yes: string; readonly no: string }) {
  return (
    <Form>
      <Button size="large" name="answer" value="yes">
        {yes}
      </Button>
      <Button size="large" variant="secondary" name="answer" value="no">
        {no}
      </Button>
    </Form>
  );
}

function OneButton({
  answer,
  children,
}: {
  readonly answer: 'yes' | 'no';
  readonly children: ComponentChildren;
}) {
  return (
    <Form>
      <Button size="large" variant="secondary" name="answer" value={answer}>
        {children}
      </Button>
    </Form>
  );
}

function WhyNot() {
  const m = texts(useFrame().lang).reply;
  return (
    <Form>
      <input type="hidden" name="answer" value="no" />
      <p>{m.why}</p>
      {NO_REASONS.map((reason) => (
        <Button key={reason} variant="secondary" name="reason" value={reason}>
          {m.no_reasons[reason]}
        </Button>
      ))}
    </Form>
  );
}
