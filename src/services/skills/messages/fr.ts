import { answers } from './fr/answers.ts';
import { bank } from './fr/bank.ts';
import { certificate } from './fr/certificate.ts';
import { courses } from './fr/courses.ts';
import { lti } from './fr/lti.ts';
import { sessions } from './fr/sessions.ts';
import { tests } from './fr/tests.ts';
import { vouchers } from './fr/vouchers.ts';
import { writing } from './fr/writing.ts';

export const fr = { answers, bank, certificate, courses, lti, sessions, tests, vouchers, writing };
