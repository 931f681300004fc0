import { routes } from '#platform/http/routes.ts';
import { calendarRoutes } from './calendar/routes.tsx';
import { proofRoutes } from './proof/routes.tsx';
import { applicationRoutes } from './routes/application.tsx';
import { banRoutes } from './routes/bans.tsx';
import { figureRoutes } from './routes/figures.tsx';
import { manageRoutes } from './routes/manage.tsx';
import { missionRoutes } from './routes/mission.tsx';
import { moderationRoutes } from './routes/moderation.tsx';
import { newsRoutes } from './routes/news.tsx';
import { peopleRoutes } from './routes/people.tsx';
import { searchRoutes } from './routes/search.tsx';
import { syndicationRoutes } from './routes/syndication.tsx';

const all = routes();
searchRoutes(all);
newsRoutes(all);
syndicationRoutes(all);
figureRoutes(all);
banRoutes(all);
manageRoutes(all);
peopleRoutes(all);
applicationRoutes(all);
proofRoutes(all);
calendarRoutes(all);
moderationRoutes(all);
missionRoutes(all);

export const pages = all.hono;
