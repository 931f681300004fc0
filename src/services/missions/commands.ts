import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Command } from '#platform/cli/command.ts';
import type { Context } from '#platform/context.ts';
import { fetchBounded } from '#platform/outbound/fetch-bounded.ts';
import {
  type ExportFormat,
  exportFeed,
  type ImportReport,
  importFeed,
} from './actions/exchange.ts';
import { instantText } from './domain/exchange.ts';
import { readJson } from './exchange/json.ts';
import { FeedError, readXml } from './exchange/xml.ts';
import { localHosts } from './syndication/settings.ts';

const IMPORT_HELP = `renfort missions import FILE|URL [options]

Takes in the missions of a partner: an XML feed or a JSON file of API Engagement v2. Missions are added and
changed by their clientId; those that the feed no longer lists are closed, and come back if they are
listed again. Nothing is removed when the feed is broken or empty, or lists less than half of before.

Options:
  --publisher NAME    whose missions they are (default: what the feed says)
  --dry-run           check everything, write nothing
  --may-lose-many     close what is no longer listed however much it is

An address is asked with the header x-api-key when RENFORT_API_ENGAGEMENT_KEY is set. Addresses of one's
own network must be named in RENFORT_MISSIONS_LOCAL_HOSTS (host or host:port, separated by commas).
Exit codes: 0 every mission was taken in, 1 failed, 2 wrong usage, some were set aside or kept.
`;

const EXPORT_HELP = `renfort missions export --format api-engagement-json|api-engagement-xml [options]

Writes the published missions of this installation on the standard output.

Options:
  --since DATE    JSON only: those changed since (YYYY-MM-DD or an ISO 8601 instant), and the clientId of
                  those that are no longer published
  --imported      those taken in from partners instead, as they came

Exit codes: 0 written, 1 failed, 2 wrong usage.
`;

const FETCH = { timeoutMs: 120_000, maxBytes: 200 * 1024 * 1024 } as const;

const SAID: Readonly<Record<FeedError['code'], string>> = {
  doctype: 'The feed declares a DOCTYPE, which is refused: ask its publisher to leave it out.',
  broken: 'The feed cannot be read to its end. Missions read before stay; nothing was removed.',
  too_large: 'The feed holds a part that is too large.',
  not_a_feed: 'This is neither an XML feed (<source>) nor a JSON list of missions.',
};

export const importMissions: Command = {
  name: 'missions import',
  summary: 'Take in the missions of a partner (API Engagement v2, XML or JSON)',
  help: IMPORT_HELP,
  async run(args, cli) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        publisher: { type: 'string' },
        'dry-run': { type: 'boolean' },
        'may-lose-many': { type: 'boolean' },
      },
    });
    const [source] = positionals;
    if (!source || positionals.length > 1) {
      cli.stderr.write(IMPORT_HELP);
      return 2;
    }
    const ctx = await cli.open();
    const chunks = /^https?:/.test(source) ? await fetched(ctx, source) : await opened(source);
    if (typeof chunks === 'string') {
      cli.stderr.write(`${chunks}\n`);
      return 1;
    }
    try {
      const report = await importFeed(ctx, readFeed(decoded(chunks)), {
        ...(values.publisher ? { publisher: values.publisher } : {}),
        dryRun: values['dry-run'] ?? false,
        mayLoseMany: values['may-lose-many'] ?? false,
      });
      cli.stdout.write(reportText(report));
      return report.rejected.length > 0 || report.kept > 0 ? 2 : 0;
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      cli.stderr.write(`${SAID[error.code]}\n${error.message}\n`);
      return 1;
    }
  },
};

export const exportMissions: Command = {
  name: 'missions export',
  summary: 'Write the published missions for partners (API Engagement v2, XML or JSON)',
  help: EXPORT_HELP,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        format: { type: 'string' },
        since: { type: 'string' },
        imported: { type: 'boolean' },
      },
    });
    const format = formatOf(values.format);
    const since = values.since === undefined ? null : instantText(values.since);
    if (!format || since === undefined || (since && format === 'api-engagement-xml')) {
      const wrong = !format
        ? '--format: api-engagement-json or api-engagement-xml'
        : since === undefined
          ? '--since: YYYY-MM-DD or an ISO 8601 instant'
          : '--since: a part of an XML feed would remove the rest at its readers; use JSON';
      cli.stderr.write(`${wrong}\n\n${EXPORT_HELP}`);
      return 2;
    }
    const ctx = await cli.open();
    const terms = { since: since ? new Date(since) : null, imported: values.imported ?? false };
    for await (const piece of exportFeed(ctx, format, terms)) {
      if (!cli.stdout.write(piece)) {
        await new Promise((resolve) => cli.stdout.once('drain', resolve));
      }
    }
    return 0;
  },
};

function formatOf(text: string | undefined): ExportFormat | undefined {
  return text === 'api-engagement-json' || text === 'api-engagement-xml' ? text : undefined;
}

async function opened(path: string): Promise<AsyncIterable<Uint8Array> | string> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? createReadStream(path) : `No file at ${path}`;
}

async function fetched(ctx: Context, url: string): Promise<AsyncIterable<Uint8Array> | string> {
  const key = ctx.config.secret('RENFORT_API_ENGAGEMENT_KEY');
  const answer = await fetchBounded(url, {
    ...FETCH,
    localHosts: localHosts(ctx),
    ...(key ? { headers: { 'x-api-key': key } } : {}),
  });
  if (!answer.ok) return `${url}: ${answer.error}`;
  if (answer.value.status !== 200) return `${url}: answered ${answer.value.status}`;
  const { bytes } = answer.value;
  return (async function* () {
    yield bytes;
  })();
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** XML or JSON, by the first sign that is not a space. */
async function* readFeed(chunks: AsyncIterable<string>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let start = '';
  while (start.trim() === '') {
    const next = await iterator.next();
    if (next.done) throw new FeedError('not_a_feed');
    start += next.value;
  }
  const all = (async function* () {
    yield start.trimStart();
    for (;;) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
  })();
  yield* start.trimStart().startsWith('<') ? readXml(all) : readJson(all);
}

export function reportText(report: ImportReport): string {
  const { publisher, read, added, changed, same, removed, kept, rejected } = report;
  return [
    `${publisher || '(no publisher)'}: ${read} missions read`,
    `  added ${added}, changed ${changed}, same ${same}, closed ${removed}`,
    ...(kept > 0
      ? [`  ${kept} are no longer listed; too many at once, they stay (see --may-lose-many)`]
      : []),
    ...rejected.map(
      ({ position, clientId, field, problem }) =>
        `  set aside: mission ${position} (${clientId || 'no clientId'}), ${field}: ${problem}`,
    ),
    '',
  ].join('\n');
}
