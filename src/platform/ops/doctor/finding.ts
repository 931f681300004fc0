import type { Context } from '../../context.ts';

/** What was looked at in a deployment, how it is, and what to do about it. */
export interface Finding {
  /** A word or two: "database", "mail". */
  readonly about: string;
  /** `warning`: it works, and will hurt one day. `failure`: people are kept from something now. */
  readonly state: 'ok' | 'warning' | 'failure';
  readonly says: string;
  /** The next thing to do; absent when all is well. */
  readonly todo?: string;
}

/** A finding before whoever asks says what it is about. */
export type Said = Omit<Finding, 'about'>;

/** What a module can tell about itself. Changes nothing; a throw is told as a failure of `about`. */
export interface Check {
  readonly about: string;
  /** Without a database it is left out while the database is away. */
  readonly needsDatabase: boolean;
  look(ctx: Context): Promise<readonly Said[]>;
}

export const ok = (says: string): Said => ({ state: 'ok', says });
export const warning = (says: string, todo: string): Said => ({ state: 'warning', says, todo });
export const failure = (says: string, todo: string): Said => ({ state: 'failure', says, todo });
