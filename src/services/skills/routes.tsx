import { routes } from '#platform/http/routes.ts';
import { learnRoutes } from './routes/learn.tsx';

const all = routes();
learnRoutes(all);

export const pages = all.hono;
