import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { texts } from '../../messages/index.ts';
import type { CandidateRow } from '../../queries/candidates.ts';

export interface AppealsProps {
  readonly candidates: readonly CandidateRow[];
  readonly wrong:
    | { readonly candidate: string; readonly error: string; readonly answer: string }
    | undefined;
}

/** Results that people contest, the oldest first. */
export function Appeals({ candidates, wrong }: AppealsProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  const certified = texts(lang).certificate;
  if (candidates.length === 0) {
    return (
      <EmptyState title={m.appealsNone}>
        <p>{m.appealsNoneText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ErrorSummary
        errors={wrong ? [{ field: `answer-${wrong.candidate}`, message: wrong.error }] : []}
      />
      {candidates.map(({ id, sessionId, name, result, appealText }) => (
        <section key={id}>
          <h2>{name}</h2>
          <p>
            <a href={`/certifications/${sessionId}`}>{m.kind}</a> ·{' '}
            {result === 'certified' ? certified.title : m.tooFew}
          </p>
          <blockquote>{appealText}</blockquote>
          <Form action={`/certifications/appeals/${sessionId}/${id}`}>
            <TextArea
              name={`answer-${id}`}
              label={m.answer}
              rows={3}
              value={wrong?.candidate === id ? wrong.answer : undefined}
              error={wrong?.candidate === id ? wrong.error : undefined}
            />
            <Button name="event" value="uphold">
              {m.uphold}
            </Button>{' '}
            <Button name="event" value="reject" variant="secondary">
              {m.reject}
            </Button>
          </Form>
        </section>
      ))}
    </>
  );
}
