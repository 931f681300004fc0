import { routes } from '#platform/http/routes.ts';
import { certificateRoutes } from './routes/certificates.tsx';
import { contactRoutes } from './routes/contact.tsx';
import { dataRoutes } from './routes/data.tsx';
import { duplicateRoutes } from './routes/duplicates.tsx';
import { importRoutes } from './routes/import.tsx';
import { joinRoutes } from './routes/join.tsx';
import { profileRoutes } from './routes/profile.tsx';
import { staffRoutes } from './routes/staff.tsx';

const all = routes();
joinRoutes(all);
profileRoutes(all);
certificateRoutes(all);
contactRoutes(all);
dataRoutes(all);
duplicateRoutes(all);
importRoutes(all);
staffRoutes(all);

export const pages = all.hono;
