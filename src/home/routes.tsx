import { page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import type { Service } from '#platform/service.ts';

const pages = routes();
pages.get('/', 'public', (c) => page(c, { title: 'Renfort', body: <p>Bonjour</p> }));

export const home: Service = { name: 'home', pages: pages.hono };
