import type { Hono } from 'hono';
import type { ApiPart } from './api/endpoint.ts';
import type { Command } from './cli/command.ts';
import type { Progress } from './cli/progress.ts';
import type { Context } from './context.ts';
import type { CredentialKind } from './credentials/kinds.ts';
import type { MigrationSet } from './db/migrate.ts';
import type { Eraser } from './erasure.ts';
import type { Env } from './http/env.ts';
import type { Lang } from './i18n/index.ts';
import type { Job } from './jobs/define.ts';
import type { Merger } from './merging.ts';
import type { Check } from './ops/doctor/finding.ts';
import type { MetricSource } from './ops/metrics.ts';
import type { BannerSource, Door, FigureSource, NavItem, TodoSource } from './ui/navigation.ts';

/** What a service (or a platform module) offers to the composition in app.ts. */
export interface Service {
  /** Also the name of its PostgreSQL schema. */
  readonly name: string;
  readonly migrations?: MigrationSet;
  readonly pages?: Hono<Env>;
  /** First words of addresses that are the same for everybody, and must not wait for a session. */
  readonly impersonal?: readonly string[];
  /** Paths of what search engines should read, named by /robots.txt. */
  readonly sitemaps?: readonly string[];
  /** Adds its operations to the JSON interface under /api/v1. */
  readonly api?: ApiPart;
  readonly commands?: readonly Command[];
  readonly jobs?: readonly Job[];
  /** What every program that serves needs as long as it lasts: begun by `serve`, stopped before the pools close. */
  readonly start?: (ctx: Context) => Promise<{ stop(): Promise<void> }>;
  /** Work beside the jobs (a dispatcher), in programs that run them: not with `serve --web-only`. */
  readonly work?: (ctx: Context) => Promise<{ stop(): Promise<void> }>;
  /** For `serve --demo`, before it starts: loads what is missing. Answers the lines to print (accounts). */
  readonly demo?: (ctx: Context, progress: Progress) => Promise<readonly string[]>;
  /** Entries of the main navigation. */
  readonly navigation?: readonly NavItem[];
  /** This service's part of "what needs me today" on the home page. */
  readonly todo?: TodoSource;
  readonly door?: Door;
  /** Counted facts for the home page; asked for once a minute at most. */
  readonly figures?: FigureSource;
  /** Asked for every few seconds at most. */
  readonly banner?: BannerSource;
  /** What `renfort doctor` asks this module about a deployment. */
  readonly doctor?: readonly Check[];
  /** Figures for /metrics, read from the database at each reading. */
  readonly metrics?: MetricSource;
  /** How long this module keeps what it knows of people, for the page about privacy: read from its own constants. */
  readonly keeps?: (ctx: Context, lang: Lang) => readonly string[];
  /** What this service issues that others can check; see credentials/kinds.ts. */
  readonly credentials?: readonly CredentialKind[];
  /** Removes what this module holds about a person who is erased; see erasure.ts. */
  readonly erase?: Eraser;
  /** Moves what this module holds about a person whose two records become one; see merging.ts. */
  readonly merge?: Merger;
}
