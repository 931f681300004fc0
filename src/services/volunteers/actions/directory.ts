import { stringify } from 'csv-stringify/sync';
import { recordAudit } from '#platform/audit/index.ts';
import type { Context } from '#platform/context.ts';
import { plainText } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { type Actor, holdsRole } from '#platform/kernel/actor.ts';
import { ageOn, localDate } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { codeOf, whatSatisfies } from '../domain/skill-referential.ts';
import { VOLUNTEER_STATUSES } from '../domain/volunteer-status.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import { DIRECTORY_ROLES, type RecordPart, territoryOf, visibleParts } from '../policy.ts';
import {
  countDirectory,
  type DirectoryFilter,
  type ListedVolunteer,
  listDirectory,
  walkDirectory,
} from '../queries/directory.ts';
import { volunteerById } from '../queries/register.ts';
import { chooseCommune, communeLabel } from './commune-choice.ts';
import { type WholeRecord, wholeRecord } from './export.ts';

export const PAGE_SIZE = 50;

export interface DirectorySearch {
  readonly q: string;
  readonly ability: string;
  readonly commune: string;
  readonly status: string;
}

export interface DirectoryPage {
  readonly people: readonly ListedVolunteer[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  /** A commune was asked that we do not know: nobody is shown rather than everybody. */
  readonly communeUnknown: boolean;
}

/** The people of the actor's territory who match. */
export async function searchDirectory(
  ctx: Context,
  actor: Actor,
  search: DirectorySearch,
  page: number,
): Promise<DirectoryPage> {
  const filter = filterOf(ctx, actor, search);
  if (!filter) return { people: [], count: 0, page: 1, pages: 1, communeUnknown: true };
  const count = await countDirectory(ctx.db, filter);
  const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const at = Math.min(Math.max(1, page), pages);
  const window = { limit: PAGE_SIZE, offset: (at - 1) * PAGE_SIZE };
  const people = await listDirectory(ctx.db, filter, window);
  return { people, count, page: at, pages, communeUnknown: false };
}

/** The same selection as a file for spreadsheets, in pieces; who exported what is kept. */
export async function* exportDirectory(
  ctx: Context,
  actor: Actor,
  search: DirectorySearch,
  lang: Lang,
): AsyncGenerator<string> {
  const filter = filterOf(ctx, actor, search);
  const withContact = holdsRole(actor, 'crisis_officer', 'administrator');
  const columns = exportColumns(lang, withContact, localDate(ctx.clock.now()));
  const options = { delimiter: ';', record_delimiter: 'windows', escape_formulas: true } as const;
  await recordAudit(ctx, actor, {
    action: 'volunteers.exported',
    subject: { kind: 'directory', id: 'volunteers' },
    detail: { count: filter ? await countDirectory(ctx.db, filter) : 0 },
  });
  yield stringify([columns.map((column) => column.title)], { ...options, bom: true });
  if (!filter) return;
  for await (const people of walkDirectory(ctx.db, filter))
    yield stringify(
      people.map((person) => {
        const parts = visibleParts(actor, person);
        return columns.map((column) => (parts.has(column.part) ? column.value(person) : ''));
      }),
      options,
    );
}

/**
 * A record as far as the actor's roles there let them see it; undefined when they may not, as when
 * there is nobody. Each reading is kept in the audit trail.
 */
export async function readRecord(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ readonly record: WholeRecord; readonly parts: ReadonlySet<RecordPart> } | undefined> {
  const volunteer = isUuid(id) ? await volunteerById(ctx.db, id) : undefined;
  if (!volunteer || volunteer.status === 'erased') return undefined;
  const parts = visibleParts(actor, volunteer);
  if (parts.size === 0) return undefined;
  await recordAudit(ctx, actor, {
    action: 'volunteer.read',
    subject: { kind: 'volunteer', id: volunteer.id },
    detail: { parts: [...parts] },
  });
  return { record: await wholeRecord(ctx, volunteer), parts };
}

function filterOf(
  ctx: Context,
  actor: Actor,
  search: DirectorySearch,
): DirectoryFilter | undefined {
  const asked = search.commune.trim();
  const commune = asked === '' ? undefined : chooseCommune(asked, undefined);
  if (commune?.kind === 'none') return undefined;
  const ability = Number(search.ability);
  return {
    territory: territoryOf(actor, DIRECTORY_ROLES),
    words: plainText(search.q)
      .split(' ')
      .filter((word) => word !== ''),
    abilityIds: codeOf(ability) ? whatSatisfies(ability) : undefined,
    communeCode: commune?.kind === 'found' ? commune.commune.code : commune?.communes[0]?.code,
    status: VOLUNTEER_STATUSES.find((status) => status === search.status),
    today: localDate(ctx.clock.now()),
  };
}

interface ExportColumn {
  readonly title: string;
  readonly part: RecordPart;
  readonly value: (person: ListedVolunteer) => string | number;
}

function exportColumns(lang: Lang, withContact: boolean, today: string): ExportColumn[] {
  const { staff: m, labels, profile } = texts(lang);
  const contact: ExportColumn[] = [
    { title: profile.email, part: 'contact', value: (person) => person.email ?? '' },
    { title: profile.phone, part: 'contact', value: (person) => person.phone ?? '' },
  ];
  return [
    { title: m.columns.name, part: 'identity', value: (p) => `${p.lastName} ${p.firstName}` },
    { title: m.columns.commune, part: 'identity', value: (p) => communeLabel(p.communeCode) },
    {
      title: m.columns.age,
      part: 'identity',
      value: (p) => (p.birthDate ? ageOn(p.birthDate, today) : ''),
    },
    {
      title: m.columns.abilities,
      part: 'abilities',
      value: (p) => p.abilities.map((id) => abilityLabel(lang, id)).join(', '),
    },
    {
      title: m.columns.status,
      part: 'identity',
      value: (p) => labels.volunteerStatuses[p.status],
    },
    {
      title: m.columns.crisis,
      part: 'consents',
      value: (p) => (p.consents.crisis ? profile.yes : profile.no),
    },
    ...(withContact ? contact : []),
  ];
}
