import { isRna } from '../identifiers.ts';
import { type Case, reasonFrom, startsWithAny } from './case.ts';
import type { Fact, Reason } from './evidence.ts';
import type { CategoryRule } from './pack.ts';

/** Is it alive? Asked before anything about its purpose. */
export function decideStatus(known: Case): { excluded: boolean; reasons: Reason[] } {
  const position = known.one('position');
  const dissolved = known.one('dissolved_on');
  if (position && (position.value === 'D' || position.value === 'S')) {
    return { excluded: true, reasons: [reasonFrom(position, 'dissolved', 'hard')] };
  }
  if (dissolved) return { excluded: true, reasons: [reasonFrom(dissolved, 'dissolved', 'hard')] };
  const ended = known.one('notice');
  const notice = ended && noticeRule(known, ended);
  if (ended && notice?.reason === 'dissolved') {
    return { excluded: true, reasons: [reasonFrom(ended, 'dissolved', 'hard')] };
  }
  const sirene = known.one('sirene_state');
  if (sirene?.value !== 'C') return { excluded: false, reasons: positionReasons(position) };
  // INSEE also closes the number of an association that no longer employs; the register knows better.
  const alive = position?.value === 'A' && position.source === 'rna_waldec';
  const strength = alive ? 'review' : 'hard';
  const closed = reasonFrom(sirene, 'sirene_closed', strength);
  return { excluded: !alive, reasons: [closed, ...positionReasons(position)] };
}

function positionReasons(position: Fact | undefined): Reason[] {
  if (!position) return [];
  if (position.value === 'A') return [reasonFrom(position, 'active', 'info')];
  if (position.value === 'R') return [reasonFrom(position, 'legacy_record', 'review')];
  return [reasonFrom(position, 'unknown_position', 'review')];
}

/** Is it an association, and one whose record can be relied on? `anchor` is the fact that says so. */
export function decideForm(
  known: Case,
  signals: readonly Reason[],
): { excluded: boolean; reasons: Reason[]; anchor: Reason } {
  const { forms } = known.pack;
  const reasons: Reason[] = [];
  const nature = known.one('nature');
  const number = known.one('number');
  const category = known.one('legal_category');
  const rule = category && categoryRule(forms.categories, category.value);
  const declared = nature !== undefined && forms.declaredNatures.includes(nature.value);
  const inRegister = number !== undefined && number.source === 'rna_waldec' && isRna(number.value);

  const banned = nature && forms.excludedNatures.find((each) => each.nature === nature.value);
  if (nature && banned) reasons.push(reasonFrom(nature, banned.reason, 'hard'));
  if (category && rule) {
    const agrees = signals.some(({ strength }) => strength === 'strong' || strength === 'soft');
    // The register of associations knows it as one, and nothing else agrees with INSEE: who is right?
    const contradicted = rule.effect === 'exclude' && inRegister && declared && !agrees;
    if (rule.effect === 'accept') reasons.push(reasonFrom(category, rule.reason, 'info'));
    else if (contradicted) reasons.push(reasonFrom(category, 'form_contradiction', 'review'));
    else
      reasons.push(
        reasonFrom(category, rule.reason, rule.effect === 'exclude' ? 'hard' : 'review'),
      );
  } else if (category) {
    reasons.push(reasonFrom(category, 'uncertain_form', 'review'));
  }

  const notice = known.one('notice');
  const noticed = notice && noticeRule(known, notice);
  if (notice && noticed) {
    reasons.push(
      reasonFrom(notice, noticed.reason, noticed.effect === 'exclude' ? 'hard' : 'review'),
    );
  } else if (notice?.value === '2' && isNewer(notice, known.one('object_text'))) {
    reasons.push(reasonFrom(notice, 'newer_notice', 'review'));
  }

  reasons.push(...identityReasons(known, inRegister));
  const accepted = rule?.effect === 'accept' || declared;
  if (declared && rule?.effect !== 'accept' && nature) {
    reasons.push(reasonFrom(nature, 'accepted_form', 'info'));
  }
  const anchor =
    known.one('object_text') ?? known.one('name') ?? nature ?? category ?? number ?? NOTHING;
  if (!accepted && !category && !banned) reasons.push(reasonFrom(anchor, 'missing_form', 'review'));
  // In Alsace-Moselle the court keeps the register: there is no position to read.
  if (!known.one('position') && category?.value !== '9260') {
    reasons.push(reasonFrom(anchor, 'unknown_position', 'review'));
  }
  if (!hasPurpose(known)) reasons.push(reasonFrom(anchor, 'missing_purpose', 'review'));
  const excluded = reasons.some(({ strength }) => strength === 'hard');
  return { excluded, reasons, anchor: reasonFrom(anchor, 'no_exclusion', 'info') };
}

function identityReasons(known: Case, inRegister: boolean): Reason[] {
  const number = known.one('number');
  const reasons: Reason[] = [];
  const code = known.one('object_code');
  const legacy = [number, known.one('name'), code].find((fact) => fact?.source === 'rna_import');
  if (legacy && !inRegister) reasons.push(reasonFrom(legacy, 'legacy_record', 'review'));
  if (code?.source === 'rna_import' && !/^0*$/.test(code.value)) {
    reasons.push(reasonFrom(code, 'legacy_code_unreliable', 'cancelled'));
  }
  if (number && LOCAL_NUMBER.test(number.value)) {
    reasons.push(reasonFrom(number, 'local_law', 'review'));
  } else if (number && startsWithAny(number.value, known.pack.forms.localLawPrefixes)) {
    reasons.push(reasonFrom(number, 'local_law', 'review'));
  }
  return reasons;
}

/** RID of New Caledonia, Tahiti number of French Polynesia. */
const LOCAL_NUMBER = /^(?:\d{6,7}|[A-Z0-9]\d{5})$/;

const NOTHING: Fact = { kind: 'name', value: '-', source: 'applicant', sourceDate: null };

function noticeRule(known: Case, notice: Fact) {
  return known.pack.forms.notices.find(({ types }) => types.includes(notice.value));
}

function isNewer(notice: Fact, register: Fact | undefined): boolean {
  return (
    notice.sourceDate !== null &&
    (register?.sourceDate == null || notice.sourceDate > register.sourceDate)
  );
}

function categoryRule(rules: readonly CategoryRule[], value: string): CategoryRule | undefined {
  let best: CategoryRule | undefined;
  let length = 0;
  for (const rule of rules) {
    for (const prefix of rule.prefixes) {
      if (value.startsWith(prefix) && prefix.length > length) {
        best = rule;
        length = prefix.length;
      }
    }
  }
  return best;
}

/** Something must say what it does: a text, an object code, or an activity that is not "other". */
function hasPurpose(known: Case): boolean {
  const text = known.objectText.folded.trim();
  if (/[a-z]{3}/.test(text) && !EMPTY_TEXT.test(text)) return true;
  if (known.objectCodes.some(({ value }) => value !== '000000' && value !== '050000')) return true;
  const naf = known.one('naf')?.value;
  return naf !== undefined && !/^(?:94\.99|91\.3E|00\.|94\.9)/.test(naf);
}

const EMPTY_TEXT =
  /^(?:divers|neant|inconnu|non (?:renseigne|connu|precise)|a completer|voir statuts|xxx+|\W*)\W*$/;
