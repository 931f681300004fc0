import { Hono } from 'hono';
import { service as api, buildApi } from '#platform/api/index.ts';
import { service as audit } from '#platform/audit/index.ts';
import { service as auth, onOrganisationName } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { service as credentials, onCredentialKind } from '#platform/credentials/index.ts';
import { onErase } from '#platform/erasure.ts';
import { service as files } from '#platform/files/index.ts';
import { service as geo } from '#platform/geo/index.ts';
import type { Env } from '#platform/http/env.ts';
import { notFoundPage } from '#platform/http/pages.tsx';
import { pipeline } from '#platform/http/pipeline.ts';
import { service as jobs } from '#platform/jobs/index.ts';
import { onMerge } from '#platform/merging.ts';
import {
  service as messaging,
  nameGroups,
  onContactFailed,
  onIncomingSms,
  onPreferenceChanged,
} from '#platform/messaging/index.ts';
import { createMetrics, opsRoutes } from '#platform/ops/index.ts';
import type { Service } from '#platform/service.ts';
import { firstBanner } from '#platform/ui/banner.ts';
import { ui } from '#platform/ui/routes.tsx';
import { service as associations, organisationById } from '#services/associations/index.ts';
import {
  answerSms,
  callNames,
  confirmedPlaces,
  service as crises,
  confirmedMinutes as crisisMinutes,
  onSurplus,
} from '#services/crises/index.ts';
import {
  afterSignUp,
  confirmedMinutes as missionMinutes,
  service as missions,
  missionsConsentChanged,
  onOtherEngagements,
  remoteTasks,
} from '#services/missions/index.ts';
import { distributorName, service as offers } from '#services/offers/index.ts';
import { onConfirmedMinutes, service as skills } from '#services/skills/index.ts';
import { spaceName, service as spaces } from '#services/spaces/index.ts';
import {
  contactFailed,
  onMissions,
  preferenceChanged,
  volunteerIdOf,
  service as volunteers,
} from '#services/volunteers/index.ts';
import { demo } from './demo/index.ts';
import { home } from './home/routes.tsx';

const PARTS: readonly Service[] = [
  ui,
  audit,
  auth,
  jobs,
  files,
  messaging,
  geo,
  api,
  credentials,
  associations,
  spaces,
  skills,
  volunteers,
  missions,
  crises,
  offers,
  demo,
];

/** Every part of Renfort, in the order of its migrations. */
export const SERVICES: readonly Service[] = [...PARTS, home(PARTS)];

export const MIGRATIONS = SERVICES.flatMap((service) =>
  service.migrations ? [service.migrations] : [],
);

onContactFailed(contactFailed);
onPreferenceChanged(preferenceChanged);
onMissions({ consentChanged: missionsConsentChanged, afterSignUp });
onSurplus(remoteTasks);
for (const minutes of [missionMinutes, crisisMinutes]) {
  onConfirmedMinutes(async (ctx, accountId, period) => {
    const own = await volunteerIdOf(ctx, { kind: 'person', accountId, grants: [] });
    return own ? minutes(ctx, own, period) : 0;
  });
}
onOrganisationName(
  async (ctx, id) =>
    (await organisationById(ctx, id))?.name ??
    (await spaceName(ctx, id)) ??
    (await distributorName(ctx, id)),
);
nameGroups(callNames);
onIncomingSms('crises', answerSms);
onOtherEngagements(confirmedPlaces);
for (const { name, erase, merge, credentials: kinds = [] } of SERVICES) {
  if (erase) onErase(name, erase);
  if (merge) onMerge(name, merge);
  for (const kind of kinds) onCredentialKind(kind);
}

const NAVIGATION = SERVICES.flatMap((service) => service.navigation ?? []).sort(
  (a, b) => (a.rank ?? 50) - (b.rank ?? 50),
);

/** The web application: the request pipeline, then the pages of each service. */
export function buildApp(ctx: Context): Hono<Env> {
  const app = new Hono<Env>();
  const metrics = createMetrics(SERVICES.flatMap((service) => service.metrics ?? []));
  pipeline(app, ctx, {
    observe: metrics.observe,
    impersonal: SERVICES.flatMap((service) => service.impersonal ?? []),
    banner: firstBanner(SERVICES.flatMap((s) => s.banner ?? [])),
  });
  app.route('/', opsRoutes({ migrations: MIGRATIONS, metrics }));
  app.use((c, next) => {
    c.set('navigation', NAVIGATION);
    return next();
  });
  for (const service of SERVICES) if (service.pages) app.route('/', service.pages);
  app.route('/', buildApi(SERVICES.flatMap((service) => service.api ?? [])));
  app.notFound((c) => notFoundPage(c));
  return app;
}
