import { answers } from './fr/answers.ts';
import { courses } from './fr/courses.ts';

export const fr = { answers, courses };
