import type { DateString } from '#platform/kernel/dates.ts';
import type { LexiconId } from './lexicon/index.ts';
import type { ReasonCode } from './reasons.ts';

/**
 * The rules of one programme in one version, as data. A version that has decided once is never changed:
 * a new version is added beside it, and the old one goes on giving the old answers.
 */
export interface Pack {
  readonly id: string;
  readonly version: string;
  /** First day of this version. */
  readonly validFrom: DateString;
  readonly title: { readonly fr: string; readonly en: string };
  /** Where the rules are published, for people who want to check. */
  readonly sources: readonly string[];
  readonly lexicon: LexiconId;
  /** How long a decision counts, in months. */
  readonly validMonths: number;
  readonly forms: FormRules;
  readonly themes: readonly Theme[];
  /** Each of these sends to a person, whatever else is known. */
  readonly reviews: readonly ReviewRule[];
}

export interface FormRules {
  /** INSEE legal categories, by their first digits: the longest match counts. */
  readonly categories: readonly CategoryRule[];
  /** RNA `nature`: these are declared associations. */
  readonly declaredNatures: readonly string[];
  /** RNA `nature`: these exclude. */
  readonly excludedNatures: readonly { readonly nature: string; readonly reason: ReasonCode }[];
  /** First characters of an RNA number issued under another law than that of 1901 as applied by the State. */
  readonly localLawPrefixes: readonly string[];
  /** Notices of the Journal officiel, by type. */
  readonly notices: readonly {
    readonly types: readonly string[];
    readonly effect: 'exclude' | 'review';
    readonly reason: ReasonCode;
  }[];
}

export interface CategoryRule {
  readonly prefixes: readonly string[];
  readonly effect: 'accept' | 'exclude' | 'review';
  readonly reason: ReasonCode;
}

/** Kinds of evidence that do not come from one another. */
export type SignalGroup = 'object_code' | 'naf' | 'words';

export interface Theme {
  readonly id: string;
  /** When the theme excludes. */
  readonly excluded: ReasonCode;
  readonly signals: readonly Signal[];
  /** Any one of these combinations of independent groups excludes; `words:strong` asks for plain words. */
  readonly excludeWhen: readonly (readonly (SignalGroup | 'words:strong')[])[];
  /** Words that show other purposes beside the theme: then a person decides. */
  readonly mixed?: { readonly words: string; readonly reason: ReasonCode };
  /** Codes that agree count for nothing when no word of the texts belongs to this vocabulary. */
  readonly vocabulary?: string;
  /** The neutrality clause ("hors de toute considération politique") that contradicts the theme. */
  readonly neutrality?: NeutralityTheme;
}

export type NeutralityTheme = 'political' | 'religious' | 'union';

export type Signal =
  | {
      readonly from: 'object_code' | 'naf';
      readonly match: readonly string[];
      readonly strength: 'soft';
      readonly reason: ReasonCode;
    }
  | {
      readonly from: 'object_text' | 'name';
      /** Entries of the lexicon. */
      readonly match: readonly string[];
      readonly strength: 'hard' | 'strong' | 'soft';
      readonly reason: ReasonCode;
    };

export interface ReviewRule {
  readonly reason: ReasonCode;
  /** Only the first object code: what the organisation mainly does. */
  readonly objectCodes?: readonly string[];
  readonly naf?: readonly string[];
  readonly objectText?: readonly string[];
  readonly name?: readonly string[];
}
