import { answers } from './en/answers.ts';
import { bank } from './en/bank.ts';
import { courses } from './en/courses.ts';
import { lti } from './en/lti.ts';
import { tests } from './en/tests.ts';
import { writing } from './en/writing.ts';

export const en = { answers, bank, courses, lti, tests, writing };
