import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { FillBar } from '#platform/ui/fill-bar/fill-bar.tsx';
import type { WalkUpState } from '../../domain/walk-up.ts';
import type { IntakeOfCrisis, IntakeSlot } from '../../queries/intake.ts';
import type { Site } from '../../queries/needs.ts';
import { shiftText } from '../../shift-text.ts';
import { walkUpTexts } from '../messages/index.ts';

export interface DeskCountsProps {
  readonly intake: IntakeOfCrisis;
  readonly counts: ReadonlyMap<WalkUpState, number>;
  readonly turnedAway: number;
  readonly slots: readonly IntakeSlot[];
  readonly sites: readonly Site[];
}

const SHOWN = ['convened', 'arrived', 'on_site', 'waiting', 'refused'] as const;

/** The part of the desk that follows by itself; rendered alike in the page and in each update. */
export function DeskCounts({ intake, counts, turnedAway, slots, sites }: DeskCountsProps) {
  const { lang, now } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.desk;
  const present = slots.filter(({ endsAt }) => endsAt > now);
  return (
    <>
      <Numbers>
        {SHOWN.map((state) => (
          <BigNumber
            key={state}
            value={counts.get(state) ?? 0}
            label={t.states[state]}
            tone={state === 'arrived' && (counts.get(state) ?? 0) > 0 ? 'crisis' : 'neutral'}
            hint={
              state === 'refused' && turnedAway > 0 ? `+ ${turnedAway} ${m.turned_away}` : undefined
            }
          />
        ))}
      </Numbers>
      {present.length > 0 ? <h2>{m.slots}</h2> : null}
      <ul class="rf-needs">
        {present.map((slot) => (
          <li key={slot.id} class="rf-need">
            <FillBar
              label={`${sites.find(({ id }) => id === slot.siteId)?.name ?? ''}, ${shiftText(lang, { ...slot, timeZone: intake.timeZone }, 'short')}`}
              confirmed={slot.taken}
              places={slot.places}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
