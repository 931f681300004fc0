import { routes } from '#platform/http/routes.ts';
import { contactRoutes } from './routes/contact.tsx';
import { joinRoutes } from './routes/join.tsx';
import { profileRoutes } from './routes/profile.tsx';

const all = routes();
joinRoutes(all);
profileRoutes(all);
contactRoutes(all);

export const pages = all.hono;
