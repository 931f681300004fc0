import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { decideReview, moveMission } from './actions/moderate.ts';
import { draftMission, type MissionInput } from './actions/write.ts';
import { FAMILY_RULES, type Family } from './domain/vocabularies.ts';
import type { Mission, MissionId } from './queries/missions.ts';

/** A whole need; what a test or the demo does not say has a plausible value. */
export function needOf(family: Family, change: Partial<MissionInput> = {}): MissionInput {
  const rule = FAMILY_RULES[family];
  return {
    family,
    title: 'Rédiger notre lettre de décembre',
    description: 'Nous avons les nouvelles et les photos, il manque la plume. '.repeat(6).trim(),
    deliverable: 'La lettre prête à envoyer',
    tools: '',
    domain: rule.domain,
    activity: rule.activity,
    remote: rule.remote,
    communeCode: null,
    pace: 'once',
    effortMinutes: rule.minutes,
    startsOn: null,
    endsOn: null,
    places: 1,
    firstCome: false,
    skills: [],
    required: [],
    languages: [],
    confidentiality: 'none',
    openToMinors: false,
    accessible: false,
    tasks: [],
    ...change,
  };
}

const SYSTEM: Actor = { kind: 'system', name: 'fixture' };
/** A moderator of the whole country, for missions that must be published. */
const MODERATOR: Actor = {
  kind: 'token',
  accountId: '00000000-0000-7000-8000-00000000f1f1' as never,
  tokenId: 'fixture',
  scopes: [],
  grants: [{ role: 'reviewer', scope: { kind: 'national' } }],
};

/** Writes a need and publishes it as the ordinary way does. */
export async function addMission(
  ctx: Context,
  organisationId: string,
  need: MissionInput,
  { by = SYSTEM, source = 'entered' }: { by?: Actor; source?: Mission['source'] } = {},
): Promise<MissionId> {
  const drafted = await draftMission(ctx, by, organisationId, need, source);
  if (!drafted.ok) throw new Error(drafted.error);
  const submitted = await moveMission(ctx, by, drafted.value, 'submit');
  if (!submitted.ok) throw new Error(submitted.error);
  if (submitted.value.state === 'pending_review') {
    const decision = { verdict: 'publish', note: '' } as const;
    const published = await decideReview(ctx, MODERATOR, drafted.value, decision);
    if (!published.ok) throw new Error(published.error);
  }
  return drafted.value;
}
