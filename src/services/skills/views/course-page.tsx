import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { type Course, type Section, SUMMARY } from '../courses/course-file.ts';
import { type CourseProgress, PRACTICE } from '../domain/courses/course.ts';
import { bandOf } from '../domain/digcomp/referential.ts';
import { competenceTexts } from '../messages/competences.ts';
import { texts } from '../messages/index.ts';
import { KeptOrNot, Prose } from './course-parts.tsx';
import { Exercise, type Tried } from './exercise.tsx';

export interface Learner {
  readonly progress: CourseProgress;
  /** By the id of the exercise. */
  readonly tried: ReadonlyMap<string, Tried>;
  readonly practised: boolean;
  /** What was kept is of an earlier version. */
  readonly changed: boolean;
}

export interface CoursePageProps {
  readonly course: Course;
  /** Left out for an author who looks at a draft: the answers are shown, and nothing can be sent. */
  readonly learner?: Learner | undefined;
}

/** A whole course on one page: it is loaded once, read without network, printed as it is. */
export function CoursePage({ course, learner }: CoursePageProps) {
  const { lang } = useFrame();
  const m = texts(lang).courses;
  const names = competenceTexts(lang);
  return (
    <div class="rf-course">
      <RecordHeader
        kind={m.kind}
        title={course.title}
        state={learner && stateOf(learner.progress, m)}
        facts={`${m.minutes(course.minutes)} · ${m.bands[bandOf(course.level)]}`}
        next={course.summary}
      />
      {learner ? <KeptOrNot /> : null}
      {learner?.changed ? <p>{m.changed}</p> : null}
      <nav class="rf-course__contents rf-no-print" aria-labelledby="contents">
        <h2 id="contents" class="govuk-heading-s">
          {m.contents}
        </h2>
        <ol class="govuk-list govuk-list--number">
          {course.sections.map((section) => (
            <li key={section.id}>
              <a class="govuk-link" href={`#${section.id}`}>
                {section.title}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {course.sections.map((section) => (
        <section key={section.id} id={section.id} class={lookOf(section)}>
          {section.id === PRACTICE ? <p class="rf-kicker">{m.practiceKicker}</p> : null}
          <h2>{section.title}</h2>
          {section.parts.map((part) =>
            part.kind === 'html' ? (
              <Prose key={part.html} html={part.html} />
            ) : (
              <Exercise
                key={part.exercise.id}
                course={course.id}
                exercise={part.exercise}
                tried={learner?.tried.get(part.exercise.id)}
                preview={!learner}
              />
            ),
          )}
          {section.id === PRACTICE && learner ? (
            <Practised course={course} done={learner.practised} />
          ) : null}
          {section.id === SUMMARY && learner ? (
            <p class="rf-no-print">
              <a class="govuk-link" href={`/learn/${course.id}/summary`}>
                {m.printSummary}
              </a>
            </p>
          ) : null}
        </section>
      ))}
      {learner?.progress.state === 'done' ? (
        <Notice tone="success" title={m.finished}>
          <p>{m.finishedText}</p>
        </Notice>
      ) : null}
      <p class="rf-no-print">
        <a class="govuk-link" href="/learn">
          {m.next}
        </a>
      </p>
      <footer class="rf-course__foot">
        <p>{m.competences(course.competences.map((code) => names[code].title).join(', '))}</p>
        <p>
          {m.version(course.version)}. {m.licence}
        </p>
      </footer>
    </div>
  );
}

function stateOf({ state, done, of }: CourseProgress, m: ReturnType<typeof texts>['courses']) {
  if (state === 'not_begun') return undefined;
  return { text: m.steps(done, of), tone: state === 'done' ? 'success' : 'info' } as const;
}

function lookOf({ id }: Section): string | undefined {
  return id === PRACTICE || id === SUMMARY ? `rf-course__${id}` : undefined;
}

/** Only for whoever is signed in: nothing would remember it otherwise. */
function Practised({ course, done }: { readonly course: Course; readonly done: boolean }) {
  const { lang, actor } = useFrame();
  const m = texts(lang).courses;
  if (actor.kind !== 'person') return null;
  return (
    <Form action={`/learn/${course.id}/practice#${PRACTICE}`}>
      {done ? <p role="status">{m.practiceKept}</p> : null}
      <Button name="done" value={done ? 'no' : 'yes'} variant="secondary">
        {done ? m.practiceUndo : m.practiceDone}
      </Button>
    </Form>
  );
}
