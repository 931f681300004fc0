import { routes } from '#platform/http/routes.ts';
import { bankRoutes } from './routes/bank.tsx';
import { learnRoutes } from './routes/learn.tsx';
import { ltiRoutes } from './routes/lti.tsx';
import { testRoutes } from './routes/tests.tsx';
import { writeCourseRoutes } from './routes/write-course.tsx';

const all = routes();
writeCourseRoutes(all);
learnRoutes(all);
testRoutes(all);
bankRoutes(all);
ltiRoutes(all);

export const pages = all.hono;
