import { verifyPath } from '#platform/credentials/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Verdict } from '#platform/ui/verdict/verdict.tsx';
import type { CertifiedResult } from '../../domain/sessions/certified.ts';
import { APPEAL, CANDIDATE } from '../../domain/sessions/session.ts';
import { texts } from '../../messages/index.ts';
import type { CandidateRow } from '../../queries/candidates.ts';
import { money } from '../money.ts';
import { ruleText } from '../vouchers/rule-text.ts';

export interface SeatProps {
  readonly path: string;
  readonly candidate: CandidateRow;
  readonly open: boolean;
  readonly result: CertifiedResult | undefined;
  /** Of the certificate in force. */
  readonly code: string | undefined;
  readonly errors: Readonly<Record<string, string>>;
}

/** Where somebody stands in a session: one thing to do, or to wait for. */
export function Seat(props: SeatProps) {
  const { candidate, path } = props;
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  return (
    <session-live data-every="5000">
      <div data-live="seat">
        <Standing {...props} />
      </div>
      {candidate.paidBy === null && candidate.state !== 'absent' ? (
        <p>
          {candidate.priceCents === 0 ? m.nothingToPay : m.toPay(money(lang, candidate.priceCents))}
          {candidate.priceBecause ? ` ${m.because(ruleText(lang, candidate.priceBecause))}` : ''}
        </p>
      ) : null}
      {CANDIDATE[candidate.state].withdraw && !props.open ? (
        <Form action={`${path}/withdraw`}>
          <p>{m.withdrawHint}</p>
          <Button variant="warning">{m.withdraw}</Button>
        </Form>
      ) : null}
    </session-live>
  );
}

function Standing({ candidate, path, open, result, code, errors }: SeatProps) {
  const m = texts(useFrame().lang).sessions;
  switch (candidate.state) {
    case 'withdrawn':
      return null;
    case 'enrolled':
      return (
        <Verdict tone="success" title={m.enrolled}>
          <p>{m.enrolledText}</p>
          {open ? (
            <Form action={`${path}/arrive`}>
              <TextField
                name="access_code"
                label={m.accessCode}
                hint={m.accessHint}
                error={errors['access_code']}
                width="short"
                inputmode="numeric"
                autocomplete="off"
              />
              <Button>{m.arrive}</Button>
            </Form>
          ) : null}
        </Verdict>
      );
    case 'arrived':
    case 'identified':
      return (
        <Verdict tone="info" title={candidate.state === 'arrived' ? m.waitIdentity : m.waitStart}>
          <p>{m.waitText}</p>
        </Verdict>
      );
    case 'admitted':
      return (
        <Verdict tone="success" title={m.started}>
          <p>{m.startedText}</p>
          <Button href={`/tests/${candidate.attemptId}`} size="large">
            {m.goToTest}
          </Button>
          <Details summary={m.flag}>
            <p>{m.flagHint}</p>
            <Form action={`${path}/flag`}>
              <Button variant="secondary">{m.flag}</Button>
            </Form>
          </Details>
        </Verdict>
      );
    case 'finished':
      return <Finished {...{ candidate, path, open, result, code, errors }} />;
    case 'absent':
      return <p>{m.missed}</p>;
  }
}

function Finished({ candidate, path, result, code, errors }: SeatProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  const words = texts(lang).certificate;
  const { appeal, appealAnswer } = candidate;
  return (
    <>
      {result ? (
        <Verdict tone="success" title={m.certified(words.levelWords(result.level))}>
          <p>{m.intervalText(words.intervalWords(result.from, result.to))}</p>
          <Button href={`${path}/certificate.pdf`}>{m.pdf}</Button>
          {code ? (
            <p>
              <a href={verifyPath(code)}>{m.verify}</a>
            </p>
          ) : null}
        </Verdict>
      ) : (
        <Verdict tone="caution" title={m.finished}>
          <p>{candidate.result === 'appeal_upheld' ? m.appealUpheld : m.tooFew}</p>
        </Verdict>
      )}
      {appeal ? (
        <p>
          <strong>{m.appealStates[appeal]}</strong>
          {appealAnswer ? ` · ${appealAnswer}` : ''}
        </p>
      ) : null}
      {APPEAL[appeal ?? 'none'].file ? (
        <Details summary={m.appeal} open={errors['text'] !== undefined}>
          <Form action={`${path}/appeal`}>
            <TextArea
              name="text"
              label={m.appealText}
              hint={m.appealHint}
              error={errors['text']}
              maxlength={4000}
            />
            <Button variant="secondary" name="event" value="file">
              {m.appealButton}
            </Button>
          </Form>
        </Details>
      ) : null}
      {APPEAL[appeal ?? 'none'].withdraw ? (
        <Form action={`${path}/appeal`}>
          <Button variant="secondary" name="event" value="withdraw">
            {m.appealWithdraw}
          </Button>
        </Form>
      ) : null}
    </>
  );
}
