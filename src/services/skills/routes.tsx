import { routes } from '#platform/http/routes.ts';
import { bankRoutes } from './routes/bank.tsx';
import { certificationRoutes } from './routes/certifications.tsx';
import { learnRoutes } from './routes/learn.tsx';
import { ltiRoutes } from './routes/lti.tsx';
import { roomRoutes } from './routes/rooms.tsx';
import { testRoutes } from './routes/tests.tsx';
import { voucherRoutes } from './routes/vouchers.tsx';
import { writeCourseRoutes } from './routes/write-course.tsx';

const all = routes();
writeCourseRoutes(all);
learnRoutes(all);
testRoutes(all);
bankRoutes(all);
ltiRoutes(all);
certificationRoutes(all);
roomRoutes(all);
voucherRoutes(all);

export const pages = all.hono;
