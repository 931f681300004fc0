import { routes } from '#platform/http/routes.ts';
import { alertPages } from '../alerts/routes.tsx';
import { crisisPages } from './crises.tsx';
import { livePages } from './live.tsx';
import { replyPages } from './reply.tsx';

const all = routes();
replyPages(all);
alertPages(all);
crisisPages(all);
livePages(all);

export const pages = all.hono;
