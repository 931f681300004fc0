import { routes } from '#platform/http/routes.ts';
import { catalogueRoutes } from './catalogue.tsx';

const site = routes();
catalogueRoutes(site);

export const pages = site.hono;
