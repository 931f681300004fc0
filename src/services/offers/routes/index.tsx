import { routes } from '#platform/http/routes.ts';
import { catalogueRoutes } from './catalogue.tsx';
import { distributorRoutes } from './distributors.tsx';
import { figureRoutes } from './figures.tsx';
import { orderRoutes } from './orders.tsx';
import { productRoutes } from './product.tsx';
import { startOrderRoutes } from './start-order.tsx';
import { webhookRoutes } from './webhook.tsx';

const site = routes();
figureRoutes(site);
catalogueRoutes(site);
productRoutes(site);
startOrderRoutes(site);
orderRoutes(site);
distributorRoutes(site);
webhookRoutes(site);

export const pages = site.hono;
