import { type MigrationSet, readMigrations } from '../../db/migrate.ts';
import { appliedMigrations, jobsSeenAt, serverState } from '../queries.ts';
import { type Check, failure, ok, type Said, warning } from './finding.ts';

/** Connections of one program: web, jobs and their queue. */
const CONNECTIONS = 40;
const CLOCK_WARNING_MS = 2_000;
const CLOCK_FAILURE_MS = 30_000;
const JOBS_SILENCE_MS = 5 * 60_000;

export function databaseCheck(sets: readonly MigrationSet[]): Check {
  return {
    about: 'database',
    needsDatabase: true,
    async look(ctx) {
      const asked = performance.now();
      const server = await serverState(ctx.db);
      const ms = performance.now() - asked;
      const found: Said[] = [ok(`PostgreSQL ${server.version}, answers in ${Math.ceil(ms)} ms`)];
      const add = (finding: Said) => found.push(finding);
      if (server.encoding !== 'UTF8') {
        add(failure(`its encoding is ${server.encoding}`, 'create the database with UTF8'));
      }
      for (const name of ['fsync', 'full_page_writes'] as const) {
        if (server[name] === 'off') {
          add(failure(`${name} is off: a power cut destroys data`, `set ${name} = on`));
        }
      }
      const free = server.maxConnections - server.reserved;
      if (free < CONNECTIONS) {
        add(
          warning(
            `${free} connections for everybody; one program may need ${CONNECTIONS}`,
            'raise max_connections, or put a pooler in front',
          ),
        );
      }
      const known = (await readMigrations(sets)).map(({ module, name }) => `${module}/${name}`);
      const applied = await appliedMigrations(ctx.db).catch(() => new Set<string>());
      const missing = known.filter((name) => !applied.has(name)).length;
      const newer = [...applied].filter((name) => !known.includes(name)).length;
      if (missing > 0) add(failure(`${missing} migrations are missing`, 'run "renfort migrate"'));
      if (newer > 0) {
        add(
          warning(
            `${newer} migrations come from a newer Renfort`,
            'run the version that made them; going back needs a backup of before',
          ),
        );
      }
      if (missing === 0) {
        const seen = await jobsSeenAt(ctx.db);
        const silence = seen ? server.now.getTime() - seen.getTime() : Number.POSITIVE_INFINITY;
        if (silence > JOBS_SILENCE_MS) {
          add(
            warning(
              'nobody runs the jobs: no message leaves, no deadline passes',
              'start "renfort serve", or "renfort serve --jobs-only"',
            ),
          );
        }
      }
      const apart = Math.abs(server.now.getTime() - Date.now());
      if (apart > CLOCK_WARNING_MS) {
        const says = `its clock and ours are ${(apart / 1000).toFixed(1)} s apart`;
        const todo = 'keep both machines on time (NTP)';
        add(apart > CLOCK_FAILURE_MS ? failure(says, todo) : warning(says, todo));
      }
      return found;
    },
  };
}
