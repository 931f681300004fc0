import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { RHYTHMS } from '../domain/rhythm.ts';
import { texts } from '../messages/index.ts';
import type { SavedSearch } from '../queries/saved-searches.ts';
import { searchAddress } from '../search-query.ts';
import { searchWords } from '../search-words.ts';

/** Below the results: what was asked is kept, at the person's rhythm. */
export function KeepSearch({
  values,
  standing,
}: {
  readonly values: Readonly<Record<string, string>>;
  readonly standing: 'visitor' | 'signed_in' | 'volunteer';
}) {
  const { lang } = useFrame();
  const m = texts(lang).news;
  const address = searchAddress(values);
  if (standing !== 'volunteer') {
    const next =
      standing === 'visitor' ? `/sign-in?next=${encodeURIComponent(address)}` : '/volunteer/join';
    return (
      <p class="govuk-body">
        <a class="govuk-link" href={next}>
          {standing === 'visitor' ? m.keepSignIn : texts(lang).search.join}
        </a>
      </p>
    );
  }
  return (
    <Details summary={m.keep}>
      <Form action="/missions/searches">
        <input type="hidden" name="query" value={address.split('?')[1] ?? ''} />
        <Radios
          name="rhythm"
          legend={m.rhythm}
          value="daily"
          items={RHYTHMS.filter((rhythm) => rhythm !== 'never').map((value) => ({
            value,
            label: m.rhythms[value],
          }))}
        />
        <Button variant="secondary">{m.keepButton}</Button>
      </Form>
      <p>
        <a class="govuk-link" href="/missions/searches">
          {m.manage}
        </a>
      </p>
    </Details>
  );
}

export interface NewsPageProps {
  readonly searches: readonly SavedSearch[];
  readonly isSaved: boolean;
  readonly problem: string | undefined;
}

export function NewsPage({ searches, isSaved, problem }: NewsPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).news;
  const fitting = searches.filter(({ kind }) => kind === 'fitting');
  const own = searches.filter(({ kind }) => kind === 'search');
  return (
    <>
      {problem ? (
        <Notice tone="caution">
          <p>{problem}</p>
        </Notice>
      ) : null}
      {isSaved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <h2 class="govuk-heading-m">{m.fitting}</h2>
      <p class="govuk-body">{m.fittingHelp}</p>
      {fitting.length > 0 ? (
        fitting.map((saved) => <RhythmForm key={saved.id} saved={saved} name={m.fitting} />)
      ) : (
        <Form action="/missions/searches/fitting">
          <RhythmChoice id="fitting" value="never" name={m.fitting} />
          <Button variant="secondary">{m.change}</Button>
        </Form>
      )}
      <h2 class="govuk-heading-m">{m.searches}</h2>
      {own.length === 0 ? <p class="govuk-body">{m.none}</p> : null}
      {own.map((saved) => {
        const name = searchWords(lang, saved.query);
        return (
          <section key={saved.id}>
            <h3 class="govuk-heading-s">
              <a class="govuk-link" href={`/missions${saved.query ? `?${saved.query}` : ''}`}>
                {name}
              </a>
            </h3>
            <RhythmForm saved={saved} name={name} />
          </section>
        );
      })}
      <p class="govuk-body">
        <Button href="/missions" variant="secondary">
          {m.see}
        </Button>
      </p>
    </>
  );
}

function RhythmForm({ saved, name }: { readonly saved: SavedSearch; readonly name: string }) {
  const m = texts(useFrame().lang).news;
  return (
    <Form action={`/missions/searches/${saved.id}`}>
      <RhythmChoice id={saved.id} value={saved.rhythm} name={name} />
      <ButtonGroup>
        <Button variant="secondary" name="act" value="change">
          {m.change}
        </Button>
        {saved.kind === 'search' ? (
          <Button variant="secondary" name="act" value="forget">
            {m.forget}
          </Button>
        ) : null}
      </ButtonGroup>
    </Form>
  );
}

function RhythmChoice(props: {
  readonly id: string;
  readonly value: string;
  readonly name: string;
}) {
  const m = texts(useFrame().lang).news;
  return (
    <Select
      name={`rhythm-${props.id}`}
      label={m.rhythmOf(props.name)}
      value={props.value}
      options={RHYTHMS.map((value) => ({ value, label: m.rhythms[value] }))}
    />
  );
}

export function StopPage({ name }: { readonly name: string }) {
  const m = texts(useFrame().lang).news;
  return (
    <>
      <p class="govuk-body">{m.stopText(name)}</p>
      <Form>
        <Button>{m.stopButton}</Button>
      </Form>
    </>
  );
}
