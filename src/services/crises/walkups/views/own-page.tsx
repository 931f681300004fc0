import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice, type NoticeProps } from '#platform/ui/notice/notice.tsx';
import { HOLDS_SLOT, isThere, type WalkUpState } from '../../domain/walk-up.ts';
import type { Briefing, BriefingAck } from '../../queries/briefing.ts';
import type { IntakeSlot } from '../../queries/intake.ts';
import type { Site } from '../../queries/needs.ts';
import type { WalkUp } from '../../queries/walk-ups.ts';
import { momentText, shiftText } from '../../shift-text.ts';
import type { Own } from '../actions/own.ts';
import { walkUpTexts } from '../messages/index.ts';

export interface OwnPageProps {
  readonly own: Own;
  readonly path: string;
  readonly token: string;
  readonly slots: readonly IntakeSlot[];
  readonly sites: readonly Site[];
  /** Times with room for the whole party. */
  readonly others: readonly IntakeSlot[];
  readonly briefing: Briefing | undefined;
  readonly acks: readonly BriefingAck[];
  readonly mayComeBack: boolean;
  readonly said: string | undefined;
  readonly problem: string | undefined;
}

const TONES: Readonly<Record<WalkUpState, NoticeProps['tone']>> = {
  convened: 'success',
  waiting: 'info',
  arrived: 'info',
  on_site: 'success',
  left: 'success',
  refused: 'info',
  withdrawn: 'info',
  released: 'crisis',
};

/** Where one stands, said first; then what one may do about it. */
export function OwnPage(props: OwnPageProps) {
  const { own, path, said, mayComeBack, others } = props;
  const { lang } = useFrame();
  const m = walkUpTexts(lang).visitor.own;
  const { leader } = own;
  const { state } = leader;
  const gone = state === 'withdrawn' || state === 'released';
  const toCome = own.people.some((one) => one.state === 'waiting' || one.state === 'convened');
  return (
    <>
      {said === 'changed' ? (
        <Notice tone="success">
          <p>{m.changed}</p>
        </Notice>
      ) : null}
      {said === 'full' ? (
        <Notice tone="caution">
          <p>{m.full}</p>
        </Notice>
      ) : null}
      <Notice tone={TONES[state]}>
        <p>{m.states[state].text || own.intake.title}</p>
      </Notice>
      {state === 'refused' && leader.refusal ? (
        <p>
          {m.reason} : {walkUpTexts(lang).refusals[leader.refusal]}
        </p>
      ) : null}
      <Facts {...props} />
      <Badges {...props} />
      <p>{m.keep}</p>
      {toCome || isThere(state) ? <BriefingPart {...props} /> : null}
      {toCome && others.length > 0 ? (
        <Details summary={m.change_title}>
          {others.map((slot) => (
            <Form key={slot.id} action={path}>
              <input type="hidden" name="act" value="change" />
              <p>
                <SlotText {...props} slot={slot} />
              </p>
              <Button variant="secondary" name="slot" value={slot.id}>
                {m.change}
              </Button>
            </Form>
          ))}
        </Details>
      ) : null}
      {toCome ? (
        <Act path={path} act="cancel" large>
          {m.cancel}
        </Act>
      ) : null}
      {gone && mayComeBack ? (
        <Act path={path} act="back" large>
          {m.back}
        </Act>
      ) : null}
      {leader.volunteerId === null && (state === 'left' || own.intake.crisisStatus === 'closed') ? (
        <>
          <h2>{m.join_title}</h2>
          <p>{m.join_text}</p>
          <Button href={`/crises/join/${props.token}`}>{m.join}</Button>
        </>
      ) : null}
      {own.people.some((one) => isThere(one.state)) ? null : (
        <Details summary={m.erase_summary}>
          <p>{m.erase_text}</p>
          <Act path={path} act="erase">
            {m.erase}
          </Act>
        </Details>
      )}
    </>
  );
}

function Act(props: {
  readonly path: string;
  readonly act: string;
  readonly large?: boolean;
  readonly children: string;
}) {
  return (
    <Form action={props.path}>
      <Button
        variant="secondary"
        size={props.large ? 'large' : 'normal'}
        name="act"
        value={props.act}
      >
        {props.children}
      </Button>
    </Form>
  );
}

function Facts(props: OwnPageProps) {
  const { own, slots, sites } = props;
  const { lang } = useFrame();
  const m = walkUpTexts(lang).visitor.own;
  const slot = slots.find(({ id }) => id === own.leader.slotId);
  const site = slot && sites.find(({ id }) => id === slot.siteId);
  const others = own.people.slice(1);
  if (!slot && others.length === 0) return null;
  return (
    <dl>
      {slot ? (
        <div>
          <dt>{m.when}</dt>
          <dd>{shiftText(lang, { ...slot, timeZone: own.intake.timeZone })}</dd>
        </div>
      ) : null}
      {site ? (
        <div>
          <dt>{m.where}</dt>
          <dd>{siteText(site)}</dd>
        </div>
      ) : null}
      {slot?.bring ? (
        <div>
          <dt>{m.bring}</dt>
          <dd>{slot.bring}</dd>
        </div>
      ) : null}
      {others.length > 0 ? (
        <div>
          <dt>{m.who}</dt>
          {others.map((one) => (
            <dd key={one.id}>
              <Companion {...props} one={one} />
            </dd>
          ))}
        </div>
      ) : null}
    </dl>
  );
}

/** One for each person who has a place: those who came along have no page of their own. */
function Badges({ own, path }: OwnPageProps) {
  const { lang } = useFrame();
  const m = walkUpTexts(lang).visitor.own;
  const holders = own.people.filter(({ state, slotId }) => HOLDS_SLOT.has(state) && slotId);
  return (
    <ul>
      {holders.map((one) => (
        <li key={one.id}>
          <a href={one === own.leader ? `${path}/badge` : `${path}/badge?rank=${one.groupRank}`}>
            {one === own.leader
              ? m.badge
              : m.badge_of(one.firstName || m.companion(one.groupRank + 1))}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A name, and the time when it is another one than that of who signed up. */
function Companion({ one, ...props }: OwnPageProps & { readonly one: WalkUp }) {
  const { lang } = useFrame();
  const t = walkUpTexts(lang);
  const { leader } = props.own;
  const slot = props.slots.find(({ id }) => id === one.slotId);
  const apart = one.state !== leader.state || one.slotId !== leader.slotId;
  return (
    <>
      {one.firstName || t.visitor.own.companion(one.groupRank + 1)}
      {apart ? ` : ${t.states[one.state]} ` : null}
      {apart && slot ? <SlotText {...props} slot={slot} /> : null}
    </>
  );
}

function SlotText({
  slot,
  own,
  sites,
}: Pick<OwnPageProps, 'own' | 'sites'> & { readonly slot: IntakeSlot }) {
  const { lang } = useFrame();
  const site = sites.find(({ id }) => id === slot.siteId);
  return (
    <>
      {shiftText(lang, { ...slot, timeZone: own.intake.timeZone })}
      {site ? `, ${site.name}` : null}
    </>
  );
}

export function siteText(site: Site): string {
  const commune = communeByCode(site.commune)?.name ?? site.commune;
  const place = [site.name, site.address, commune].filter(Boolean).join(', ');
  return site.accessNote ? `${place}. ${site.accessNote}` : place;
}

function BriefingPart({ own, path, briefing, acks, said }: OwnPageProps) {
  const { lang, now } = useFrame();
  const m = walkUpTexts(lang).visitor.own;
  if (!briefing) return null;
  const known = acks.find(({ version }) => version === briefing.version);
  return (
    <>
      <h2>{m.briefing_title}</h2>
      {said === 'briefing_changed' ? <p>{m.briefing_changed}</p> : null}
      <p>{briefing.text}</p>
      {known ? (
        <p>{m.briefing_done(momentText(lang, known.at, now, own.intake.timeZone))}</p>
      ) : (
        <Form action={path}>
          <input type="hidden" name="version" value={String(briefing.version)} />
          <Button variant="secondary" name="act" value="briefed">
            {m.briefing_ack}
          </Button>
        </Form>
      )}
    </>
  );
}
