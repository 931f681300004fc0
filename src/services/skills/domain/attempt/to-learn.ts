/** What was asked of a competence, and how it went. */
export interface CompetenceAnswers {
  readonly competence: string;
  readonly right: boolean;
}

/** A course by the competences it is about, the first one most. */
export interface CourseTopics {
  readonly id: string;
  readonly competences: readonly string[];
}

const MOST = 3;

/**
 * The courses that help with what was missed, those that help most first: a missed question counts
 * double for the competence that a course is about, and a right one takes a little away.
 */
export function coursesToLearn<Course extends CourseTopics>(
  answers: readonly CompetenceAnswers[],
  courses: readonly Course[],
): readonly Course[] {
  const worth = ({ competences }: Course) =>
    answers.reduce((sum, { competence, right }) => {
      const place = competences.indexOf(competence);
      if (place < 0) return sum;
      const weight = place === 0 ? 2 : 1;
      return sum + (right ? -weight / 4 : weight);
    }, 0);
  return courses
    .map((course) => ({ course, worth: worth(course) }))
    .filter((one) => one.worth > 0)
    .sort((one, other) => other.worth - one.worth)
    .slice(0, MOST)
    .map(({ course }) => course);
}
