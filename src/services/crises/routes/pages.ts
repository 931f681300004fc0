import { routes } from '#platform/http/routes.ts';
import { alertPages } from '../alerts/routes.tsx';
import { assignmentPages } from '../assignment/routes.tsx';
import { badgePages } from '../attendance/badge-routes.tsx';
import { paperDeskPages } from '../attendance/paper-routes.tsx';
import { deskPages } from '../attendance/routes.tsx';
import { reportPages } from '../report/routes.tsx';
import { callPages } from './call.tsx';
import { crisisPages } from './crises.tsx';
import { livePages } from './live.tsx';
import { needPages } from './needs.tsx';
import { paperPages } from './papers.tsx';
import { replyPages } from './reply.tsx';

const all = routes();
replyPages(all);
alertPages(all);
crisisPages(all);
livePages(all);
needPages(all);
callPages(all);
paperPages(all);
reportPages(all);
assignmentPages(all);
deskPages(all);
badgePages(all);
paperDeskPages(all);

export const pages = all.hono;
