import { routes } from '#platform/http/routes.ts';
import { crisisPages } from './crises.tsx';
import { livePages } from './live.tsx';
import { replyPages } from './reply.tsx';

const all = routes();
replyPages(all);
crisisPages(all);
livePages(all);

export const pages = all.hono;
