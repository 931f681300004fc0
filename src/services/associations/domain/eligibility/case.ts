import type { Fact, FactKind, Reason, Strength } from './evidence.ts';
import type { NeutralityTheme, Pack } from './pack.ts';
import type { ReasonCode } from './reasons.ts';
import { comparable, neutralityOf, type Text } from './words.ts';

/** The facts of one organisation by kind, its texts made comparable once. */
export interface Case {
  readonly pack: Pack;
  one(kind: FactKind): Fact | undefined;
  readonly name: Text;
  readonly objectText: Text;
  /** Object codes that may count: those of `rna_import` never do. */
  readonly objectCodes: readonly Fact[];
  /** What the purpose keeps away from, each with its words. */
  neutrality(): ReadonlyMap<NeutralityTheme, string>;
}

/** Of two facts of one kind, the first counts: the caller orders them by authority. */
export function caseOf(pack: Pack, facts: readonly Fact[]): Case {
  const byKind = new Map<FactKind, Fact>();
  for (const fact of facts) if (!byKind.has(fact.kind)) byKind.set(fact.kind, fact);
  const objectText = comparable(byKind.get('object_text')?.value ?? '');
  let neutrality: ReadonlyMap<NeutralityTheme, string> | undefined;
  return {
    pack,
    one: (kind) => byKind.get(kind),
    name: comparable(byKind.get('name')?.value ?? ''),
    objectText,
    objectCodes: (['object_code', 'object_code_2'] as const)
      .map((kind) => byKind.get(kind))
      .filter((fact) => fact !== undefined && fact.source !== 'rna_import') as Fact[],
    neutrality() {
      neutrality ??= neutralityOf(objectText);
      return neutrality;
    },
  };
}

export function reasonFrom(
  { kind, source, sourceDate, value }: Fact,
  code: ReasonCode,
  strength: Strength,
  quoted = value,
): Reason {
  return { code, strength, kind, source, sourceDate, value: quoted };
}

export function startsWithAny(value: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => value.startsWith(prefix));
}
