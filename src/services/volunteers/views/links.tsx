import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { texts } from '../messages/index.ts';

export function StillTherePage({
  firstName,
  answered,
}: {
  readonly firstName: string;
  readonly answered: boolean;
}) {
  const { join: m } = texts(useFrame().lang);
  return answered ? (
    <>
      <Notice tone="success">
        <p>{m.stillDone}</p>
      </Notice>
      <p class="govuk-body">
        <a class="govuk-link" href="/volunteer">
          {m.stillProfile}
        </a>
      </p>
    </>
  ) : (
    <>
      <p class="govuk-body-l">{m.stillText(firstName)}</p>
      <Form>
        <Button size="large">{m.stillYes}</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href="/volunteer">
          {m.stillProfile}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/volunteer/data/erase">
          {m.stillLeave}
        </a>
      </p>
    </>
  );
}

export interface GuardianAnswerProps {
  readonly minor: string;
  readonly answer: 'agreed' | 'refused' | undefined;
}

export function GuardianAnswerPage({ minor, answer }: GuardianAnswerProps) {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      {answer ? (
        <Notice tone={answer === 'agreed' ? 'success' : 'info'}>
          <p>{answer === 'agreed' ? m.guardianThanksYes : m.guardianThanksNo}</p>
        </Notice>
      ) : null}
      <p class="govuk-body">{m.guardianPageText(minor)}</p>
      <ul class="govuk-list govuk-list--bullet">
        {m.guardianPageFacts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Form>
        <div class="govuk-button-group">
          {answer === 'agreed' ? null : (
            <Button name="answer" value="yes">
              {m.guardianPageYes}
            </Button>
          )}
          {answer === 'refused' ? null : (
            <Button name="answer" value="no" variant="secondary">
              {m.guardianPageNo}
            </Button>
          )}
        </div>
      </Form>
    </>
  );
}

export function LinkExpiredPage() {
  const { join: m } = texts(useFrame().lang);
  return (
    <>
      <p class="govuk-body">{m.linkExpiredText}</p>
      <Button href="/volunteer">{m.stillProfile}</Button>
    </>
  );
}
