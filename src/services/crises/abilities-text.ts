import { plainText } from '#platform/geo/index.ts';
import { LANGS } from '#platform/i18n/index.ts';
import { abilityLabel, CERTIFICATE_KINDS, SKILLS } from '#services/volunteers/index.ts';

const ALL = [...CERTIFICATE_KINDS, ...SKILLS].map(({ id }) => ({
  id,
  names: LANGS.map((lang) => plainText(abilityLabel(lang, id))),
}));

/** The one skill or certificate that a text names, whole or by its beginning, in any language. */
export function abilityNamed(text: string): number | 'skill_unknown' | 'skill_several' {
  const wanted = plainText(text);
  const same = ALL.find(({ names }) => names.includes(wanted));
  if (same) return same.id;
  const found = ALL.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const [only, other] = found;
  if (!only || wanted === '') return 'skill_unknown';
  return other ? 'skill_several' : only.id;
}
