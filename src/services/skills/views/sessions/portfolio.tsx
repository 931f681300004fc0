import { type Issued, shownCode, verifyPath } from '#platform/credentials/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { certificateKind } from '../../certificates/credential.ts';
import { texts } from '../../messages/index.ts';

/** What somebody chose to show; each certificate leads to the page that proves it. */
export function Portfolio({ certificates }: { readonly certificates: readonly Issued[] }) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  if (certificates.length === 0) return <p>{m.portfolioEmpty}</p>;
  return (
    <ResultList>
      {certificates.map(({ code, document, issuedAt }) => (
        <ResultCard
          key={code}
          href={verifyPath(code)}
          title={shownCode(code)}
          facts={<Time at={issuedAt} format="date" />}
        >
          <SummaryList
            rows={certificateKind
              .show(JSON.parse(document ?? '{}'), lang)
              .facts.map(({ label, value }) => ({ key: label, value }))}
          />
        </ResultCard>
      ))}
    </ResultList>
  );
}
