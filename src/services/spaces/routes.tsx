import { routes } from '#platform/http/routes.ts';
import { bookingRoutes } from './routes/bookings.tsx';
import { deskRoutes } from './routes/desk.tsx';
import { labelRoutes } from './routes/label.tsx';
import { manageRoutes } from './routes/manage.tsx';
import { peopleRoutes } from './routes/people.tsx';
import { publicRoutes } from './routes/public.tsx';
import { reviewRoutes } from './routes/review.tsx';
import { statisticsRoutes } from './routes/statistics.tsx';
import { visitorRoutes } from './routes/visitor.tsx';

const all = routes();
publicRoutes(all);
visitorRoutes(all);
bookingRoutes(all);
manageRoutes(all);
deskRoutes(all);
peopleRoutes(all);
statisticsRoutes(all);
labelRoutes(all);
reviewRoutes(all);

export const pages = all.hono;
