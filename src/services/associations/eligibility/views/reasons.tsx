import { useFrame } from '#platform/http/frame.ts';
import { DecisionList } from '#platform/ui/decision-list/decision-list.tsx';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { type Reason, type Strength, sentence } from '../../domain/eligibility/index.ts';
import { eligibilityTexts } from '../messages/index.ts';

const SIDES: Readonly<Record<Strength, 'for' | 'against' | 'doubt'>> = {
  hard: 'against',
  strong: 'doubt',
  soft: 'doubt',
  review: 'doubt',
  cancelled: 'for',
  info: 'for',
};

/** Each reason as a sentence, with its source and date. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { lang } = useFrame();
  const m = eligibilityTexts(lang);
  return (
    <>
      <h2 class="govuk-heading-m">{m.reasons}</h2>
      <DecisionList
        reasons={reasons.map((reason) => ({
          outcome: SIDES[reason.strength],
          title: sentence(lang, reason.code, reason.value),
          source: m.sourceOn(
            m.sources[reason.source],
            m.kinds[reason.kind],
            reason.sourceDate &&
              writtenTime(lang, new Date(`${reason.sourceDate}T12:00:00Z`), 'UTC', 'date'),
          ),
        }))}
      />
    </>
  );
}
