import { type Case, caseOf, reasonFrom, startsWithAny } from './case.ts';
import type { Decision, Fact, Outcome, Reason, Strength } from './evidence.ts';
import { decideForm, decideStatus } from './form.ts';
import type { Pack, ReviewRule, SignalGroup, Theme } from './pack.ts';
import { findWords, hasWords } from './words.ts';

/** Judges facts by a pack. The same facts and the same pack give the same decision for ever. */
export function decide(pack: Pack, facts: readonly Fact[]): Decision {
  const known = caseOf(pack, facts);
  const status = decideStatus(known);
  if (status.excluded) return decision(pack, 'excluded', status.reasons);
  const themes = pack.themes.map((theme) => judgeTheme(known, theme));
  const form = decideForm(
    known,
    themes.flatMap(({ reasons }) => reasons),
  );
  const reviews = pack.reviews.flatMap((rule) => reviewReasons(known, rule));
  const all = [
    ...status.reasons,
    ...form.reasons,
    ...themes.flatMap(({ reasons }) => reasons),
    ...reviews,
  ];
  if (form.excluded || themes.some(({ excluded }) => excluded)) {
    return decision(pack, 'excluded', all);
  }
  const doubtful = all.some(({ strength }) => DOUBT.has(strength));
  if (doubtful) return decision(pack, 'review', all);
  const none: Reason = { ...form.anchor, code: 'no_exclusion', strength: 'info' };
  return decision(pack, 'eligible', [none, ...all]);
}

const DOUBT: ReadonlySet<Strength> = new Set(['strong', 'soft', 'review']);
const ORDER: readonly Strength[] = ['hard', 'strong', 'soft', 'review', 'cancelled', 'info'];

function decision(pack: Pack, outcome: Outcome, reasons: readonly Reason[]): Decision {
  // One neutrality clause speaks for several themes.
  const once = reasons.filter(
    ({ code }, index) =>
      code !== 'neutrality' || reasons.findIndex((reason) => reason.code === code) === index,
  );
  const ordered =
    outcome === 'eligible'
      ? once
      : once.sort((a, b) => ORDER.indexOf(a.strength) - ORDER.indexOf(b.strength));
  return { pack: pack.id, version: pack.version, outcome, reasons: ordered };
}

function judgeTheme(known: Case, theme: Theme): { excluded: boolean; reasons: Reason[] } {
  const reasons: Reason[] = [];
  const groups = new Set<SignalGroup | 'words:strong'>();
  let hard: Reason | undefined;
  for (const signal of theme.signals) {
    for (const reason of signalReasons(known, signal)) {
      reasons.push(reason);
      if (reason.strength === 'cancelled') continue;
      if (reason.strength === 'hard') hard ??= reason;
      groups.add(groupOf(reason));
      if (reason.strength === 'strong') groups.add('words:strong');
    }
  }
  if (hard) return { excluded: true, reasons: [{ ...hard, code: theme.excluded }, ...reasons] };
  const agreed = theme.excludeWhen.some((needed) => needed.every((group) => groups.has(group)));
  if (!agreed)
    return { excluded: false, reasons: [...reasons, ...neutralityReasons(known, theme)] };
  const against = contradictions(known, theme, groups);
  if (against.length > 0) return { excluded: false, reasons: [...against, ...reasons] };
  const plainest =
    reasons.find(({ strength }) => strength === 'strong') ??
    reasons.find(({ strength }) => strength === 'soft');
  const verdict: Reason = { ...(plainest as Reason), code: theme.excluded, strength: 'hard' };
  return { excluded: true, reasons: [verdict, ...reasons] };
}

function groupOf({ kind }: Reason): SignalGroup {
  return kind === 'naf' ? 'naf' : kind.startsWith('object_code') ? 'object_code' : 'words';
}

function signalReasons(known: Case, signal: Theme['signals'][number]): Reason[] {
  if (signal.from === 'object_code') {
    return known.objectCodes
      .filter(({ value }) => signal.match.includes(value))
      .map((fact) => reasonFrom(fact, signal.reason, signal.strength));
  }
  if (signal.from === 'naf') {
    const naf = known.one('naf');
    return naf && startsWithAny(naf.value, signal.match)
      ? [reasonFrom(naf, signal.reason, signal.strength)]
      : [];
  }
  const fact = known.one(signal.from);
  if (!fact) return [];
  const text = signal.from === 'name' ? known.name : known.objectText;
  const found = findWords(text, known.pack.lexicon, signal.match);
  const counted = found.find(({ cancelled }) => cancelled === null);
  if (counted) return [reasonFrom(fact, signal.reason, signal.strength, counted.excerpt)];
  return found
    .slice(0, 1)
    .map(({ cancelled, excerpt }) =>
      reasonFrom(fact, cancelled === 'negated' ? 'neutrality' : 'look_alike', 'cancelled', excerpt),
    );
}

function neutralityReasons(known: Case, theme: Theme): Reason[] {
  const fact = known.one('object_text');
  const words = theme.neutrality && known.neutrality().get(theme.neutrality);
  return fact && words ? [reasonFrom(fact, 'neutrality', 'cancelled', words)] : [];
}

/** What speaks against signals that agree: then a person decides. */
function contradictions(
  known: Case,
  theme: Theme,
  groups: ReadonlySet<SignalGroup | 'words:strong'>,
): Reason[] {
  const { pack, name, objectText } = known;
  const text = known.one('object_text') ?? known.one('name');
  if (!text) return [];
  const reasons = neutralityReasons(known, theme).map(
    (reason): Reason => ({ ...reason, code: 'contradiction', strength: 'review' }),
  );
  if (theme.mixed) {
    const { words, reason } = theme.mixed;
    const mixed = [objectText, name].find((each) => hasWords(each, pack.lexicon, words));
    if (mixed)
      reasons.push({ ...reasonFrom(text, reason, 'review'), value: firstWords(mixed.shown) });
  }
  if (theme.vocabulary && !groups.has('words') && objectText.folded.length >= MEANINGFUL) {
    const speaks = [objectText, name].some((each) =>
      hasWords(each, pack.lexicon, theme.vocabulary as string),
    );
    if (!speaks) {
      reasons.push({
        ...reasonFrom(text, 'contradiction', 'review'),
        value: firstWords(text.value),
      });
    }
  }
  const naf = known.one('naf');
  if (naf && !groups.has('naf') && !startsWithAny(naf.value, GENERAL_NAF)) {
    reasons.push(reasonFrom(naf, 'contradiction', 'review'));
  }
  return reasons;
}

/** Activities that say nothing of what an association is for. */
const GENERAL_NAF = [
  '94.99',
  '91.3E',
  '94.91',
  '94.92',
  '94.20',
  '94.11',
  '94.12',
  '91.',
  '68.',
  '00.',
];
const MEANINGFUL = 12;
const EXCERPT = 120;

function firstWords(text: string): string {
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT).replace(/\s\S*$/, '')} …`;
}

function reviewReasons(known: Case, rule: ReviewRule): Reason[] {
  const { pack } = known;
  const reasons: Reason[] = [];
  const code = known.objectCodes.find(({ kind }) => kind === 'object_code');
  if (code && rule.objectCodes?.includes(code.value)) {
    reasons.push(reasonFrom(code, rule.reason, 'review'));
  }
  const naf = known.one('naf');
  if (naf && rule.naf && startsWithAny(naf.value, rule.naf)) {
    reasons.push(reasonFrom(naf, rule.reason, 'review'));
  }
  for (const kind of ['object_text', 'name'] as const) {
    const fact = known.one(kind);
    const ids = kind === 'name' ? rule.name : rule.objectText;
    if (!fact || !ids) continue;
    const text = kind === 'name' ? known.name : known.objectText;
    const found = findWords(text, pack.lexicon, ids).find(({ cancelled }) => cancelled === null);
    if (found) reasons.push(reasonFrom(fact, rule.reason, 'review', found.excerpt));
  }
  return reasons;
}
