import { useFrame } from '../../http/frame.ts';
import { SummaryList } from '../../ui/summary-list/summary-list.tsx';
import { Time } from '../../ui/time/time.tsx';
import { Verdict, type VerdictProps } from '../../ui/verdict/verdict.tsx';
import type { CredentialState } from '../domain/state.ts';
import type { ShownCredential } from '../kinds.ts';
import { credentialTexts } from '../messages/index.ts';

export type ShownState = CredentialState | 'altered' | 'unknown_issuer';

const TONES: Readonly<Record<ShownState, VerdictProps['tone']>> = {
  valid: 'success',
  revoked: 'crisis',
  altered: 'crisis',
  expired: 'caution',
  unknown_issuer: 'caution',
  not_yet: 'info',
  erased: 'info',
};

/** The answer, before anything else. */
export function StateVerdict({ state }: { readonly state: ShownState }) {
  const { title, text } = credentialTexts(useFrame().lang).states[state];
  return (
    <Verdict tone={TONES[state]} title={title}>
      <p>{text}</p>
    </Verdict>
  );
}

export interface ProofPageProps {
  readonly state: ShownState;
  /** Undefined when there is nothing to show, or nothing to believe. */
  readonly shown: ShownCredential | undefined;
  readonly issuer: string;
  readonly code: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly revokedAt: Date | null;
  readonly files: readonly { readonly href: string; readonly text: string }[];
  /** Where the list of revocations is. */
  readonly list: string;
  readonly publicUrl: string;
}

/** The public page behind a code: valid or not in one glance, then what it says, then how to check. */
export function ProofPage(props: ProofPageProps) {
  const { state, shown, issuer, code, validFrom, validUntil, revokedAt, files } = props;
  const m = credentialTexts(useFrame().lang);
  return (
    <>
      <StateVerdict state={state} />
      {shown ? (
        <>
          <h2>{m.facts}</h2>
          <SummaryList
            rows={[
              ...shown.facts.map(({ label, value }) => ({ key: label, value })),
              { key: m.issuer, value: issuer },
              { key: m.since, value: <Time at={validFrom} format="date" /> },
              {
                key: m.until,
                // The last day on which it is valid.
                value: validUntil ? (
                  <Time at={new Date(validUntil.getTime() - 1)} format="date" />
                ) : (
                  m.no_end
                ),
              },
              ...(revokedAt
                ? [{ key: m.revoked_on, value: <Time at={revokedAt} format="date" /> }]
                : []),
              { key: m.code_label, value: <code>{code}</code> },
            ]}
          />
        </>
      ) : null}
      {files.length > 0 ? (
        <>
          <h2>{m.keep}</h2>
          <ul>
            {files.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {shown ? <SelfCheck {...props} /> : null}
      <p>
        <a href="/verify">{m.another}</a>
      </p>
    </>
  );
}

function SelfCheck({ code, list, publicUrl }: ProofPageProps) {
  const m = credentialTexts(useFrame().lang).self;
  const did = '/.well-known/did.json';
  return (
    <>
      <h2>{m.heading}</h2>
      <p>{m.lead}</p>
      <ol>
        <li>{m.step1}</li>
        <li>
          {m.step2}
          <a href={did}>{publicUrl + did}</a>
        </li>
        <li>
          {m.step3}
          <a href={list}>{publicUrl + list}</a>
        </li>
        <li>
          {m.step4}
          <br />
          <code>
            {`bin/renfort verify ${code}.json --issuer did.json --status ${list.split('/').at(-1)}.json`}
          </code>
        </li>
      </ol>
    </>
  );
}
