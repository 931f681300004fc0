import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { type GivenFields, rightFields } from '../answers/given.ts';
import type { Score } from '../domain/items/score-response.ts';
import type { ItemSource } from '../files/item-source.ts';
import { texts } from '../messages/index.ts';
import { AnswerFields } from './answer-fields.tsx';

/** The last answer to an exercise, and what became of it. */
export interface Tried {
  readonly given: GivenFields;
  readonly score?: Score | undefined;
  /** The translated message. */
  readonly error?: string | undefined;
}

export interface ExerciseProps {
  readonly course: string;
  readonly exercise: ItemSource;
  readonly tried: Tried | undefined;
  /** For its author: nothing to send, what is right and why at once. */
  readonly preview?: boolean | undefined;
}

export function Exercise({ course, exercise, tried, preview = false }: ExerciseProps) {
  const { courses: m, writing } = texts(useFrame().lang);
  const place = `exercise-${exercise.id}`;
  if (preview) {
    return (
      <section id={place} class="rf-exercise">
        <p class="rf-kicker">{m.exercise}</p>
        <AnswerFields item={exercise} given={rightFields(exercise)} />
        <Notice tone="info" title={writing.answerShown}>
          <p>{exercise.explanation}</p>
        </Notice>
      </section>
    );
  }
  return (
    <section id={place} class="rf-exercise">
      <p class="rf-kicker">{m.exercise}</p>
      <Form
        action={`/learn/${course}/exercises/${exercise.id}#${place}`}
        multipart={exercise.key.kind === 'file'}
      >
        <AnswerFields item={exercise} given={tried?.given ?? {}} error={tried?.error} />
        {tried?.score ? <Correction exercise={exercise} score={tried.score} /> : null}
        <Button variant="secondary">{m.check}</Button>
      </Form>
    </section>
  );
}

function Correction({
  exercise,
  score: { right, credit },
}: {
  readonly exercise: ItemSource;
  readonly score: Score;
}) {
  const m = texts(useFrame().lang).courses;
  if (right) {
    return (
      <Notice tone="success" title={m.right}>
        <p>{exercise.explanation}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="caution" title={credit >= 0.5 ? m.almost : m.wrong}>
      <p>{exercise.explanation}</p>
      <p>{credit > 0 ? m.share(Math.round(credit * 100)) : m.again}</p>
    </Notice>
  );
}
