import { useFrame } from '#platform/http/frame.ts';
import { type Course, SUMMARY } from '../courses/course-file.ts';
import { PRACTICE } from '../domain/courses/course.ts';
import { texts } from '../messages/index.ts';
import { Prose } from './course-parts.tsx';

/** What counts and what to do, on one page to print and to keep beside the computer. */
export function CourseSummary({ course }: { readonly course: Course }) {
  const m = texts(useFrame().lang).courses;
  const kept = [SUMMARY, PRACTICE].flatMap((id) =>
    course.sections.filter((section) => section.id === id),
  );
  return (
    <>
      {kept.map(({ id, title, parts }) => (
        <section key={id}>
          <h2>{title}</h2>
          {parts.map((part) =>
            part.kind === 'html' ? <Prose key={part.html} html={part.html} /> : null,
          )}
        </section>
      ))}
      <p class="rf-no-print">{m.printHint}</p>
      <p class="rf-no-print">
        <a href={`/learn/${course.id}`}>{m.backTo(course.title)}</a>
      </p>
      <p>
        <small>{m.licence}</small>
      </p>
    </>
  );
}
