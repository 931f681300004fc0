import { answers } from './fr/answers.ts';
import { bank } from './fr/bank.ts';
import { courses } from './fr/courses.ts';
import { lti } from './fr/lti.ts';
import { tests } from './fr/tests.ts';
import { writing } from './fr/writing.ts';

export const fr = { answers, bank, courses, lti, tests, writing };
