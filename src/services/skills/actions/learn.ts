import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type AnswerError, answerGiven, type GivenFields } from '../answers/given.ts';
import { type Course, exercisesOf, stepsOf } from '../courses/course-file.ts';
import { type CourseProgress, PRACTICE, progressIn } from '../domain/courses/course.ts';
import type { Response } from '../domain/items/answer-key.ts';
import { type Score, scoreResponse } from '../domain/items/score-response.ts';
import type { ItemSource } from '../files/item-source.ts';
import { learnerOf } from '../policy.ts';
import { forgetStep, type KeptStep, keepStep, stepsKept } from '../queries/courses.ts';

export async function keptIn(
  ctx: Context,
  actor: Actor,
  course?: string,
): Promise<readonly KeptStep[]> {
  const accountId = learnerOf(actor);
  return accountId ? stepsKept(ctx.db, accountId, course) : [];
}

export function progressOf(course: Course, kept: readonly KeptStep[]): CourseProgress {
  const own = kept.filter((step) => step.course === course.id);
  return progressIn(
    stepsOf(course),
    own.map(({ step, doneAt }) => ({ id: step, done: doneAt !== null })),
  );
}

export interface Handed {
  readonly given: GivenFields;
  /** What was read of a file, for a file task. */
  readonly file?: Response;
}

/** Corrects an exercise, and keeps the answer of whoever is signed in. */
export async function answerExercise(
  ctx: Context,
  actor: Actor,
  course: Course,
  exercise: ItemSource,
  { given, file }: Handed,
): Promise<Result<Score, AnswerError>> {
  const response = file ? ok(file) : answerGiven(exercise, given);
  if (!response.ok) return response;
  const score = scoreResponse(exercise.key, response.value);
  const accountId = learnerOf(actor);
  if (!score.ok || !accountId) return score;
  await keepStep(ctx.db, {
    accountId,
    course: course.id,
    step: exercise.id,
    version: course.version,
    answer: given,
    credit: score.value.credit,
    done: score.value.right,
    at: ctx.clock.now(),
  });
  return score;
}

/** Whether somebody did the thing for real is theirs to say, and to take back. */
export async function sayPractised(
  ctx: Context,
  actor: Actor,
  course: Course,
  done: boolean,
): Promise<Result<void, 'not_signed_in'>> {
  const accountId = learnerOf(actor);
  if (!accountId) return refuse('not_signed_in');
  if (!done) await forgetStep(ctx.db, accountId, course.id, PRACTICE);
  else {
    const { id, version } = course;
    await keepStep(ctx.db, {
      accountId,
      course: id,
      step: PRACTICE,
      version,
      answer: {},
      credit: 1,
      done: true,
      at: ctx.clock.now(),
    });
  }
  return ok(undefined);
}

export function exerciseIn(course: Course, id: string): ItemSource | undefined {
  return exercisesOf(course).find((exercise) => exercise.id === id);
}
