import { routes } from '#platform/http/routes.ts';
import { labelRoutes } from './routes/label.tsx';
import { manageRoutes } from './routes/manage.tsx';
import { publicRoutes } from './routes/public.tsx';
import { reviewRoutes } from './routes/review.tsx';

const all = routes();
publicRoutes(all);
manageRoutes(all);
labelRoutes(all);
reviewRoutes(all);

export const pages = all.hono;
