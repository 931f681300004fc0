import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form, GetForm } from '#platform/ui/form/form.tsx';
import { ResultCard } from '#platform/ui/result-card/result-card.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Verdict, type VerdictProps } from '#platform/ui/verdict/verdict.tsx';
import {
  type Decision,
  newestPack,
  type Outcome,
  type Pack,
  packIds,
} from '../../domain/eligibility/index.ts';
import { eligibilityTexts } from '../messages/index.ts';
import { Reasons } from './reasons.tsx';

export interface FindPageProps {
  readonly q: string;
  readonly pack: string;
  readonly found: readonly {
    readonly id: string;
    readonly name: string;
    readonly number: string;
    readonly place: string;
  }[];
}

export function FindPage({ q, pack, found }: FindPageProps) {
  const { lang } = useFrame();
  const m = eligibilityTexts(lang);
  return (
    <>
      <GetForm action="/eligibility">
        <TextField
          name="q"
          type="search"
          label={m.query}
          hint={m.queryHint}
          value={q}
          maxlength={200}
        />
        <PackSelect pack={pack} />
        <Button>{m.search}</Button>
      </GetForm>
      {q === '' ? null : found.length === 0 ? (
        <EmptyState title={m.nothing}>
          <p>{m.nothingHelp}</p>
        </EmptyState>
      ) : (
        <>
          <h2 class="govuk-heading-m">{m.results}</h2>
          {found.map(({ id, name, number, place }) => (
            <ResultCard
              key={id}
              href={`/eligibility/check/${id}?pack=${pack}`}
              title={name}
              facts={[number, place].filter(Boolean).join(' · ')}
            />
          ))}
        </>
      )}
    </>
  );
}

function PackSelect({ pack }: { readonly pack: string }) {
  const { lang } = useFrame();
  return (
    <Select
      name="pack"
      label={eligibilityTexts(lang).programme}
      value={pack}
      options={packIds().map((id) => ({ value: id, label: newestPack(id)?.title[lang] ?? id }))}
    />
  );
}

export const TONES: Readonly<Record<Outcome, VerdictProps['tone']>> = {
  eligible: 'success',
  excluded: 'crisis',
  review: 'caution',
};

export interface CheckPageProps {
  readonly organisationId: string;
  readonly name: string;
  readonly pack: Pack;
  readonly decision: Decision;
}

/** The answer of the rules today; nothing is kept until somebody asks for it. */
export function CheckPage({ organisationId, name, pack, decision }: CheckPageProps) {
  const { lang } = useFrame();
  const m = eligibilityTexts(lang);
  return (
    <>
      <Verdict tone={TONES[decision.outcome]} title={m.outcomes[decision.outcome]}>
        <p>
          <a class="govuk-link" href={`/associations/${organisationId}`}>
            {name}
          </a>
        </p>
      </Verdict>
      <Reasons reasons={decision.reasons} />
      <p class="govuk-hint">{m.rules(pack.title[lang], pack.version)}</p>
      <Form action={`/eligibility/check/${organisationId}`}>
        <input type="hidden" name="pack" value={pack.id} />
        <p>{m.keepHelp}</p>
        <Button>{decision.outcome === 'review' ? m.keepReview : m.keep}</Button>
      </Form>
    </>
  );
}
