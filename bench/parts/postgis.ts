import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { systemUser } from '#platform/db/embedded/system-user.ts';
import { type Counted, communePoints, type Wanted } from './memory-scan.ts';

const BIN = '/usr/lib/postgresql/15/bin';
const EXTENSION = '/usr/share/postgresql/15/extension/postgis.control';

/** Why PostGIS cannot be measured here; undefined when it can. */
export function postgisMissing(): string | undefined {
  return existsSync(EXTENSION) && existsSync(join(BIN, 'initdb'))
    ? undefined
    : 'PostGIS is not measured: there is no postgresql-15-postgis-3 (Debian) on this machine.';
}

/**
 * The same people in a PostgreSQL 15 of their own with PostGIS: a point a person under a GiST index, the
 * other columns as they are, in the order in which people came (random). The statement finds the eligible.
 * Points are spread around their commune as addresses are, as far as half-way to the next one, the same
 * at each run; so a count differs a little from a count by communes, and the caller says by how much.
 */
export async function startPostgis(source: string) {
  // A folder of its own: as root, PostgreSQL runs as somebody who may not enter ours.
  const data = mkdtempSync(join(tmpdir(), 'renfort-postgis-'));
  const user = systemUser();
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  if (user) chownSync(data, user.uid, user.gid);
  execFileSync(join(BIN, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'bench', '--no-sync'], as);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'jit=off'];
  const server = spawn(
    join(BIN, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: 'ignore' },
  );
  const url = `postgres://bench@127.0.0.1:${port}/postgres`;
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  for (let attempt = 0; ; attempt++) {
    const up = await pool.query('SELECT 1').then(
      () => true,
      (error: unknown) => {
        if (attempt === 100) throw error;
        return false;
      },
    );
    if (up) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await fill(pool, source, url);
  return {
    count: (wanted: Wanted) => count(pool, wanted),
    async stop() {
      await pool.end();
      server.kill('SIGINT');
      await once(server, 'exit');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

const COLUMNS = `commune, birth_date, paused_until, weekly, radius_km, status, channels & ~muted,
  crisis_consent, engaged_elsewhere, skills, unavailable`;

async function fill(pool: pg.Pool, source: string, target: string): Promise<void> {
  await pool.query(
    `CREATE EXTENSION postgis;
     CREATE TABLE point (commune int PRIMARY KEY, place geography(Point, 4326));
     CREATE UNLOGGED TABLE arrived (commune int, birth_date date, paused_until date, weekly int,
       radius_km smallint, status smallint, channels smallint, crisis_consent boolean,
       engaged_elsewhere boolean, skills int[], unavailable datemultirange)`,
  );
  const points = communePoints();
  await pool.query(
    `INSERT INTO point SELECT n, ST_MakePoint(o, a)::geography
     FROM unnest($1::int[], $2::float8[], $3::float8[]) t (n, a, o)`,
    [
      points.map(({ number }) => number),
      points.map(({ latitude }) => latitude),
      points.map(({ longitude }) => longitude),
    ],
  );
  await pool.query(
    `CREATE INDEX ON point USING gist (place);
     CREATE TABLE spread AS SELECT p.*, least(next.metres / 2, 5000) AS metres FROM point p, LATERAL (
       SELECT ST_Distance(p.place, q.place) AS metres FROM point q WHERE q.commune <> p.commune
       ORDER BY p.place <-> q.place LIMIT 1) next`,
  );
  const psql = (url: string, command: string) =>
    spawn(join(BIN, 'psql'), ['-qX', '-d', url, '-c', command], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  const from = psql(source, `COPY (SELECT ${COLUMNS} FROM volunteers.volunteer_search) TO STDOUT`);
  const into = psql(target, 'COPY arrived FROM STDIN');
  const ended = once(into, 'exit');
  await pipeline(from.stdout, into.stdin);
  await ended;
  await pool.query(
    `SELECT setseed(0.5);
     CREATE TABLE person AS SELECT a.*, ST_Project(p.place, p.metres * sqrt(random()), 2 * pi() * random()) AS place
       FROM arrived a JOIN spread p USING (commune) ORDER BY random();
     CREATE INDEX person_place ON person USING gist (place);
     DROP TABLE arrived;`,
  );
  await pool.query('VACUUM ANALYZE person');
}

async function count(pool: pg.Pool, wanted: Wanted): Promise<Counted['eligible']> {
  const { zone, required, weekly, today, day, born } = wanted;
  const date = (days: number) => `date '1970-01-01' + ${days}`;
  const centre = `ST_MakePoint(${zone.centre.longitude}, ${zone.centre.latitude})::geography`;
  const { rows } = await pool.query<{ count: string }>(
    `SELECT count(*) FROM person
     WHERE ST_DWithin(place, ${centre}, ${zone.radiusKm * 1000}, false)
       AND ST_Distance(place, ${centre}, false) <= radius_km * 1000.0
       AND crisis_consent AND birth_date <= ${date(born)} AND channels <> 0 AND status <> 3
       AND NOT (status = 2 AND (paused_until IS NULL OR paused_until >= ${date(today)}))
       AND NOT engaged_elsewhere AND weekly & ${weekly} = ${weekly}
       AND (unavailable IS NULL OR NOT unavailable @> (${date(day)}))
       ${required.map((group) => `AND skills && '{${group.join(',')}}'`).join(' ')}`,
  );
  return Number(rows[0]?.count);
}
