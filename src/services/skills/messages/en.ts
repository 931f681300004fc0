import { answers } from './en/answers.ts';
import { bank } from './en/bank.ts';
import { certificate } from './en/certificate.ts';
import { courses } from './en/courses.ts';
import { lti } from './en/lti.ts';
import { sessions } from './en/sessions.ts';
import { tests } from './en/tests.ts';
import { vouchers } from './en/vouchers.ts';
import { writing } from './en/writing.ts';

export const en = { answers, bank, certificate, courses, lti, sessions, tests, vouchers, writing };
