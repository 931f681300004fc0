import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';
import type { Item } from '../irt/bank.ts';

/** `draft` may change; `active` measures new tests and never changes; `archived` measures those begun with it. */
export type VersionState = 'draft' | 'active' | 'archived';
export type VersionEvent = 'adopt' | 'archive';

const TABLE: Transitions<VersionState, VersionEvent> = {
  draft: { adopt: 'active' },
  active: { archive: 'archived' },
  archived: {},
};

export interface BankVersion {
  readonly number: number;
  readonly state: VersionState;
  readonly items: readonly Item[];
}

/** Adopting a version archives the one before it: there is never a moment with two, or none. */
export function adopt(
  versions: readonly BankVersion[],
  number: number,
): Result<readonly BankVersion[], 'unknown_version' | 'transition_not_allowed' | 'version_empty'> {
  const chosen = versions.find((version) => version.number === number);
  if (!chosen) return refuse('unknown_version');
  const adopted = transition(TABLE, chosen.state, 'adopt');
  if (!adopted.ok) return adopted;
  if (chosen.items.length === 0) return refuse('version_empty');
  return ok(
    versions.map((version) => {
      if (version.number === number) return { ...version, state: adopted.value };
      const archived = transition(TABLE, version.state, 'archive');
      return archived.ok ? { ...version, state: archived.value } : version;
    }),
  );
}

/** New parameters for a draft; what is active or archived stays as it was measured with. */
export function withItems(
  version: BankVersion,
  items: readonly Item[],
): Result<BankVersion, 'transition_not_allowed'> {
  return version.state === 'draft' ? ok({ ...version, items }) : refuse('transition_not_allowed');
}

/** What changes for people if a version replaces another. */
export interface VersionComparison {
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  /** Items whose curve moves, by how much at most in chance of success, largest first. */
  readonly moved: readonly { readonly id: string; readonly by: number }[];
}

/** A change of the chance of success that nobody would notice. */
const UNNOTICED = 0.05;

export function compareVersions(before: BankVersion, after: BankVersion): VersionComparison {
  const old = new Map(before.items.map((item) => [item.id, item]));
  const kept = new Set(after.items.map(({ id }) => id));
  const moved = after.items.flatMap((item) => {
    const was = old.get(item.id);
    const by = was ? largestChange(was, item) : 0;
    return by > UNNOTICED ? [{ id: item.id, by }] : [];
  });
  return {
    added: after.items.flatMap(({ id }) => (old.has(id) ? [] : [id])),
    dropped: before.items.flatMap(({ id }) => (kept.has(id) ? [] : [id])),
    moved: moved.sort((a, b) => b.by - a.by),
  };
}

function largestChange(one: Item, two: Item): number {
  const chance = ({ a, b, c = 0 }: Item, theta: number) =>
    c + (1 - c) / (1 + Math.exp(-a * (theta - b)));
  let most = 0;
  for (let theta = -3; theta <= 3.001; theta += 0.1) {
    most = Math.max(most, Math.abs(chance(one, theta) - chance(two, theta)));
  }
  return most;
}
