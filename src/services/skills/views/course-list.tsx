import { useFrame } from '#platform/http/frame.ts';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import type { Course } from '../courses/course-file.ts';
import { type CourseProgress, THEMES } from '../domain/courses/course.ts';
import { bandOf } from '../domain/digcomp/referential.ts';
import { texts } from '../messages/index.ts';
import { KeptOrNot } from './course-parts.tsx';

export interface CourseListProps {
  readonly courses: readonly { readonly course: Course; readonly progress: CourseProgress }[];
}

/** Courses by what they help with; each says who needs it, in their own words. */
export function CourseList({ courses }: CourseListProps) {
  const m = texts(useFrame().lang).courses;
  return (
    <>
      <KeptOrNot />
      {THEMES.map((theme) => {
        const own = courses.filter(({ course }) => course.theme === theme);
        if (own.length === 0) return null;
        return (
          <section key={theme} class="rf-courses">
            <h2>{m.themes[theme]}</h2>
            <ResultList>
              {own.map(({ course, progress }) => (
                <ResultCard
                  key={course.id}
                  href={`/learn/${course.id}`}
                  title={course.title}
                  facts={
                    <>
                      {m.minutes(course.minutes)} · {m.bands[bandOf(course.level)]}{' '}
                      <ProgressTag progress={progress} />
                    </>
                  }
                >
                  <p>{course.need}</p>
                </ResultCard>
              ))}
            </ResultList>
          </section>
        );
      })}
    </>
  );
}

function ProgressTag({ progress }: { readonly progress: CourseProgress }) {
  const m = texts(useFrame().lang).courses;
  switch (progress.state) {
    case 'not_begun':
      return null;
    case 'begun':
      return <Tag tone="info">{m.steps(progress.done, progress.of)}</Tag>;
    case 'done':
      return <Tag tone="success">{m.states.done}</Tag>;
  }
}
