import { routes } from '#platform/http/routes.ts';
import { learnRoutes } from './routes/learn.tsx';
import { writeCourseRoutes } from './routes/write-course.tsx';

const all = routes();
writeCourseRoutes(all);
learnRoutes(all);

export const pages = all.hono;
