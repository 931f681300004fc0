import { answers } from './en/answers.ts';
import { courses } from './en/courses.ts';
import { writing } from './en/writing.ts';

export const en = { answers, courses, writing };
