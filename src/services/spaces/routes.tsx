import { routes } from '#platform/http/routes.ts';
import { publicRoutes } from './routes/public.tsx';

const all = routes();
publicRoutes(all);

export const pages = all.hono;
