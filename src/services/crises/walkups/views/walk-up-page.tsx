import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { writtenPhone } from '#platform/messaging/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { HOLDS_SLOT, REFUSALS, WALK_UP } from '../../domain/walk-up.ts';
import type { Briefing, BriefingAck } from '../../queries/briefing.ts';
import type { Crisis } from '../../queries/crises.ts';
import type { IntakeOfCrisis, IntakeSlot } from '../../queries/intake.ts';
import type { Site } from '../../queries/needs.ts';
import type { WalkUp } from '../../queries/walk-ups.ts';
import { momentText, shiftText } from '../../shift-text.ts';
import { isOver } from '../../views/words.tsx';
import { walkUpTexts } from '../messages/index.ts';
import { WALK_UP_TONES, walkUpName } from './walk-up-words.ts';

export interface WalkUpPageProps {
  readonly crisis: Crisis;
  readonly intake: IntakeOfCrisis;
  readonly walkUp: WalkUp;
  readonly group: readonly WalkUp[];
  readonly partner: WalkUp | undefined;
  /** At the reception, without a pair. */
  readonly partners: readonly WalkUp[];
  readonly same: readonly WalkUp[];
  readonly slots: readonly IntakeSlot[];
  readonly sites: readonly Site[];
  readonly briefing: Briefing | undefined;
  readonly acks: readonly BriefingAck[];
  readonly problem: string | undefined;
}

/** One person at the desk: where they stand, then what can be done, the most likely first. */
export function WalkUpPage(props: WalkUpPageProps) {
  const { crisis, walkUp, same, problem } = props;
  const { lang } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.desk;
  const can = (event: 'arrive' | 'leave' | 'refuse' | 'send') =>
    !isOver(crisis) && !walkUp.erasedAt && allows(WALK_UP, walkUp.state, event);
  return (
    <>
      {problem ? <ErrorSummary errors={[{ field: '', message: problem }]} /> : null}
      <p>
        <Tag tone={WALK_UP_TONES[walkUp.state]}>{t.states[walkUp.state]}</Tag>
      </p>
      {same.map((one) => (
        <Notice key={one.id} tone="caution">
          <p>
            <a href={`/crises/${crisis.id}/desk/${one.id}`}>
              {m.same_hint(walkUpName(lang, one, undefined))}
            </a>{' '}
            ({t.states[one.state]})
          </p>
        </Notice>
      ))}
      {can('arrive') ? (
        <ActForm {...props}>
          <Button size="large" name="act" value="arrive">
            {m.acts.arrive}
          </Button>
        </ActForm>
      ) : null}
      {can('send') ? <SendForm {...props} /> : null}
      {walkUp.state === 'arrived' && !isOver(crisis) ? <PairForm {...props} /> : null}
      <Facts {...props} />
      {HOLDS_SLOT.has(walkUp.state) && walkUp.slotId ? (
        <p>
          <a href={`/crises/${crisis.id}/desk/${walkUp.id}/badge`}>{m.badge}</a>
        </p>
      ) : null}
      {can('leave') ? (
        <ActForm {...props}>
          <Button variant="secondary" name="act" value="leave">
            {m.acts.leave}
          </Button>
        </ActForm>
      ) : null}
      {can('refuse') ? (
        <Details summary={m.refuse_title}>
          <ActForm {...props}>
            <p>{m.refuse_text}</p>
            <Radios
              name="reason"
              legend={m.refusal}
              items={REFUSALS.map((value) => ({ value, label: t.refusals[value] }))}
            />
            <Button variant="warning" name="act" value="refuse">
              {m.acts.refuse}
            </Button>
          </ActForm>
        </Details>
      ) : null}
    </>
  );
}

/** With a box for the whole group when there is one. */
function ActForm({
  crisis,
  walkUp,
  group,
  children,
}: WalkUpPageProps & { readonly children: preact.ComponentChildren }) {
  const m = walkUpTexts(useFrame().lang).desk;
  return (
    <Form action={`/crises/${crisis.id}/desk/${walkUp.id}`}>
      {group.length > 1 ? (
        <p>
          <label>
            <input type="checkbox" name="group" value="on" checked /> {m.whole_group} (
            {m.group_of(group.length)})
          </label>
        </p>
      ) : null}
      {children}
    </Form>
  );
}

function SendForm(props: WalkUpPageProps) {
  const { walkUp, slots, sites, intake, briefing } = props;
  const { lang, now } = useFrame();
  const m = walkUpTexts(lang).desk;
  const open = slots.filter(
    (slot) => slot.endsAt > now && (slot.taken < slot.places || slot.id === walkUp.slotId),
  );
  return (
    <section>
      <h2>{m.send_title}</h2>
      {open.length === 0 ? (
        <p>{m.send_none}</p>
      ) : (
        <ActForm {...props}>
          <Select
            name="slot"
            label={m.send_slot}
            value={walkUp.slotId ?? open[0]?.id}
            options={open.map((slot) => ({
              value: slot.id,
              label: [
                sites.find(({ id }) => id === slot.siteId)?.name ?? '',
                shiftText(lang, { ...slot, timeZone: intake.timeZone }, 'short'),
                slot.id === walkUp.slotId ? m.holds : m.room(slot.places - slot.taken),
              ].join(', '),
            }))}
          />
          {briefing ? (
            <>
              <p>{briefing.text}</p>
              <Checkbox
                name="briefed"
                value={String(briefing.version)}
                label={m.briefed(briefing.version)}
              />
            </>
          ) : null}
          <Button size="large" name="act" value="send">
            {m.acts.send}
          </Button>
        </ActForm>
      )}
    </section>
  );
}

function PairForm({ crisis, walkUp, partner, partners, group }: WalkUpPageProps) {
  const { lang } = useFrame();
  const m = walkUpTexts(lang).desk;
  const action = `/crises/${crisis.id}/desk/${walkUp.id}`;
  if (partner) {
    return (
      <Form action={action}>
        <p>{m.pair_with(walkUpName(lang, partner, undefined))}</p>
        <Button variant="secondary" name="act" value="unpair">
          {m.acts.unpair}
        </Button>
      </Form>
    );
  }
  return (
    <Details summary={m.pair_title}>
      {partners.length === 0 ? (
        <p>{m.pair_none}</p>
      ) : (
        <Form action={action}>
          <Select
            name="partner"
            label={m.pair_with_label}
            options={partners.map((one) => ({
              value: one.id,
              label: walkUpName(lang, one, one.groupId === walkUp.groupId ? group[0] : undefined),
            }))}
          />
          <Button variant="secondary" name="act" value="pair">
            {m.acts.pair}
          </Button>
        </Form>
      )}
    </Details>
  );
}

function Facts(props: WalkUpPageProps) {
  const { walkUp, group, slots, sites, intake, acks, crisis } = props;
  const { lang, now } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.desk;
  const slot = slots.find(({ id }) => id === walkUp.slotId);
  const site = slot && sites.find(({ id }) => id === slot.siteId);
  const last = acks.at(-1);
  const rows = [
    { key: m.columns.phone, value: walkUp.phone ? writtenPhone(walkUp.phone) : '' },
    {
      key: m.commune,
      value: walkUp.commune ? (communeByCode(walkUp.commune)?.name ?? walkUp.commune) : '',
    },
    { key: m.birth_date, value: walkUp.birthDate ?? '' },
    { key: m.columns.can, value: walkUp.can.map((one) => t.can[one]).join(', ') },
    {
      key: m.columns.slot,
      value: slot
        ? `${shiftText(lang, { ...slot, timeZone: intake.timeZone })}, ${site?.name ?? ''}`
        : '',
    },
    { key: m.refusal, value: walkUp.refusal ? t.refusals[walkUp.refusal] : '' },
    {
      key: m.briefing,
      value: last
        ? m.briefing_known(last.version, momentText(lang, last.at, now, intake.timeZone))
        : m.briefing_none,
    },
    { key: m.came, value: <Time at={walkUp.createdAt} /> },
  ];
  return (
    <>
      <SummaryList rows={rows.filter(({ value }) => value !== '')} />
      {group.length > 1 ? (
        <>
          <h2>{m.group_of(group.length)}</h2>
          <ul>
            {group.map((one) => (
              <li key={one.id}>
                <a href={`/crises/${crisis.id}/desk/${one.id}`}>
                  {walkUpName(lang, one, group[0])}
                </a>{' '}
                ({t.states[one.state]})
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
