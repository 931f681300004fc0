import { answers } from './fr/answers.ts';
import { courses } from './fr/courses.ts';
import { writing } from './fr/writing.ts';

export const fr = { answers, courses, writing };
