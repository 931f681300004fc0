import { isDateString } from '#platform/kernel/dates.ts';
import { LEXICONS } from './lexicon/index.ts';
import type { Pack, Theme } from './pack.ts';
import { REASON_CODES, type ReasonCode } from './reasons.ts';

/** Returns the packs as they are, or throws with every defect found: a wrong pack must never decide. */
export function validatePacks(packs: readonly Pack[]): readonly Pack[] {
  const defects = packs.flatMap(defectsOf);
  const names = packs.map(({ id, version }) => `${id} ${version}`);
  for (const name of new Set(names)) {
    if (names.filter((each) => each === name).length > 1) defects.push(`${name}: there twice`);
  }
  if (defects.length > 0) throw new Error(`Rule packs are wrong:\n${defects.join('\n')}`);
  return packs;
}

function defectsOf(pack: Pack): string[] {
  const defects: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) defects.push(`${pack.id} ${pack.version}: ${what}`);
  };
  check(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(pack.id),
    'the id is in small letters, digits and hyphens',
  );
  check(pack.version !== '', 'has no version');
  check(isDateString(pack.validFrom), `validFrom "${pack.validFrom}" is not a date`);
  check(pack.title.fr !== '' && pack.title.en !== '', 'has no title in one of the languages');
  check(pack.sources.length > 0, 'names no source');
  check(pack.validMonths >= 1 && pack.validMonths <= 60, 'validMonths is 1 to 60');
  const lexicon = LEXICONS[pack.lexicon];
  check(lexicon !== undefined, `unknown lexicon "${pack.lexicon}"`);
  const words = new Set(lexicon?.map(({ id }) => id));
  const known = (code: ReasonCode) =>
    check(REASON_CODES.includes(code), `unknown reason "${code}"`);
  const inLexicon = (ids: readonly string[]) => {
    for (const id of ids) check(words.has(id), `unknown words "${id}"`);
  };
  const objectCodes = (codes: readonly string[]) => {
    for (const code of codes)
      check(/^\d{6}$/.test(code), `object code "${code}" has not six digits`);
  };
  const naf = (codes: readonly string[]) => {
    for (const code of codes)
      check(/^\d{2}\.\d{1,2}[A-Z]?$/.test(code), `"${code}" is no NAF code`);
  };

  const prefixes = pack.forms.categories.flatMap((rule) => rule.prefixes);
  for (const prefix of prefixes) {
    check(/^\d{1,4}$/.test(prefix), `legal category "${prefix}" is not one to four digits`);
    const times = prefixes.filter((each) => each === prefix).length;
    check(times === 1, `legal category ${prefix} is ruled ${times} times`);
  }
  for (const rule of [...pack.forms.categories, ...pack.forms.excludedNatures]) known(rule.reason);
  for (const notice of pack.forms.notices) known(notice.reason);
  for (const theme of pack.themes) {
    known(theme.excluded);
    if (theme.mixed) {
      known(theme.mixed.reason);
      inLexicon([theme.mixed.words]);
    }
    if (theme.vocabulary) inLexicon([theme.vocabulary]);
    for (const signal of theme.signals) {
      known(signal.reason);
      check(signal.match.length > 0, `a signal of "${theme.id}" matches nothing`);
      if (signal.from === 'object_code') objectCodes(signal.match);
      else if (signal.from === 'naf') naf(signal.match);
      else inLexicon(signal.match);
    }
    check(neverByOneSignal(theme), `"${theme.id}" would exclude by one signal`);
  }
  for (const review of pack.reviews) {
    known(review.reason);
    objectCodes(review.objectCodes ?? []);
    naf(review.naf ?? []);
    inLexicon([...(review.objectText ?? []), ...(review.name ?? [])]);
  }
  return defects;
}

function neverByOneSignal({ excludeWhen }: Theme): boolean {
  return excludeWhen.every(
    (groups) => new Set(groups.map((group) => group.split(':')[0])).size >= 2,
  );
}
