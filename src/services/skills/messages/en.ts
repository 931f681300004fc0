import { answers } from './en/answers.ts';
import { courses } from './en/courses.ts';

export const en = { answers, courses };
