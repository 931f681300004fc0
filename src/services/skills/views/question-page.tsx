import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { classNames } from '#platform/ui/class-names.ts';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import type { GivenFields } from '../answers/given.ts';
import { FAULTS } from '../domain/attempt/faults.ts';
import { TEST_RULES } from '../domain/attempt/rules.ts';
import type { ItemSource } from '../files/item-source.ts';
import { texts } from '../messages/index.ts';
import type { KeptAttempt } from '../queries/attempts.ts';
import { AnswerFields } from './answer-fields.tsx';

export interface QuestionPageProps {
  readonly kept: KeptAttempt;
  readonly item: ItemSource;
  /** In the test, from 0. */
  readonly position: number;
  readonly given: GivenFields;
  /** Time left, ms. */
  readonly left: number;
  /** Why an answer was not taken, translated. */
  readonly error?: string | undefined;
  /** What became of something that was sent for another question, translated. */
  readonly notice?: string | undefined;
  readonly faultError?: string | undefined;
  readonly script: string;
}

const SOON_MS = 5 * 60_000;

/** One question; nothing else to decide. */
export function QuestionPage(props: QuestionPageProps) {
  const { kept, item, position, given, left, error, notice, faultError, script } = props;
  const { lang, nonce } = useFrame();
  const m = texts(lang).tests;
  const test = `/tests/${kept.id}`;
  return (
    <div class={classNames('rf-test', kept.readable && 'rf-test--readable')}>
      <ErrorSummary
        errors={[
          ...(error ? [{ field: `${item.id}-answer`, message: error }] : []),
          ...(faultError ? [{ field: 'fault', message: faultError }] : []),
        ]}
      />
      {notice ? (
        <Notice tone="caution">
          <p>{notice}</p>
        </Notice>
      ) : null}
      <p class="rf-kicker">{m.kinds[kept.kind]}</p>
      <h1 class="govuk-heading-l">
        {m.question(position + 1)}{' '}
        <small class="rf-test__of">({m.atMost(TEST_RULES[kept.kind].stopping.length)})</small>
      </h1>
      {left < SOON_MS ? (
        <p class="rf-test__time">{m.minutesLeft(Math.ceil(left / 60_000))}</p>
      ) : null}
      <test-page
        data-beat={`${test}/beat/${position}`}
        data-home={test}
        data-lost={m.lost}
        data-waiting={m.waiting}
      >
        <Form action={`${test}/answers/${position}`} multipart={item.key.kind === 'file'}>
          <AnswerFields item={item} given={given} error={error} />
          <ButtonGroup>
            <Button>{m.answer}</Button>
            <Button variant="secondary" name="skip" value="yes">
              {m.skip}
            </Button>
          </ButtonGroup>
        </Form>
      </test-page>
      <script type="module" src={script} nonce={nonce} />
      {kept.kind === 'placement' ? (
        <Beside test={test} position={position} faultError={faultError} />
      ) : null}
    </div>
  );
}

function Beside({
  test,
  position,
  faultError,
}: {
  readonly test: string;
  readonly position: number;
  readonly faultError: string | undefined;
}) {
  const m = texts(useFrame().lang).tests;
  return (
    <footer class="rf-test__beside">
      <Form action={`${test}/pause`}>
        <Button variant="secondary">{m.pause}</Button>
      </Form>
      <Details summary={m.report} open={faultError !== undefined}>
        <p>{m.reportHint}</p>
        <Form action={`${test}/report/${position}`}>
          <Radios
            name="fault"
            legend={m.fault}
            items={FAULTS.map((fault) => ({ value: fault, label: m.faults[fault] }))}
            error={faultError}
          />
          <Button variant="secondary">{m.reportSend}</Button>
        </Form>
      </Details>
      <Details summary={m.finish}>
        <p>{m.finishHint}</p>
        <Form action={`${test}/end`}>
          <Button variant="secondary">{m.finish}</Button>
        </Form>
      </Details>
    </footer>
  );
}
