import type { CategoryRule, FormRules, Pack, Theme } from '../pack.ts';
import { FORMS, OTHER_FORMS } from './associations-1901.ts';

/**
 * What four vendors publish of whom they exclude, as read on 2026-11-24. A vendor decides in the end by
 * itself: these packs tell an association beforehand what to expect.
 */

function theme(id: string, signals: Theme['signals'], more: Partial<Theme> = {}): Theme {
  return {
    id,
    excluded: 'programme_exclusion',
    signals,
    excludeWhen: [
      ['object_code', 'naf'],
      ['words', 'object_code'],
      ['words', 'naf'],
    ],
    ...more,
  };
}

const reason = 'programme_review';

const religious = theme(
  'religious',
  [
    { from: 'object_code', match: ['040000'], strength: 'soft', reason },
    { from: 'naf', match: ['94.91', '91.3A'], strength: 'soft', reason },
    {
      from: 'object_text',
      match: [
        'worship',
        'worship_body',
        'law_1905',
        'faith',
        'religious_activity',
        'place_of_worship',
      ],
      strength: 'soft',
      reason,
    },
    { from: 'name', match: ['religious_name'], strength: 'soft', reason },
  ],
  { neutrality: 'religious' },
);

const political = theme(
  'political',
  [
    {
      from: 'object_code',
      match: ['001000', '001005', '001010', '001015', '001020'],
      strength: 'soft',
      reason,
    },
    { from: 'naf', match: ['94.92', '91.3C'], strength: 'soft', reason },
    {
      from: 'object_text',
      match: [
        'campaign_finance',
        'list_for_office',
        'campaign',
        'list',
        'party',
        'candidacy_support',
        'political_action',
      ],
      strength: 'soft',
      reason,
    },
    { from: 'name', match: ['party_name'], strength: 'soft', reason },
  ],
  { neutrality: 'political' },
);

const schools = theme('schools', [
  { from: 'object_code', match: ['015035', '015040'], strength: 'soft', reason },
  {
    from: 'naf',
    match: ['85.10', '85.20', '85.31', '85.32', '85.41', '85.42'],
    strength: 'soft',
    reason,
  },
  { from: 'object_text', match: ['school_operator'], strength: 'soft', reason },
  { from: 'name', match: ['school_operator'], strength: 'soft', reason },
]);

const hospitals = theme('hospitals', [
  { from: 'object_code', match: ['017005', '017015'], strength: 'soft', reason },
  { from: 'naf', match: ['86.10'], strength: 'soft', reason },
  { from: 'object_text', match: ['hospital_text'], strength: 'soft', reason },
  { from: 'name', match: ['hospital_text'], strength: 'soft', reason },
]);

const professional = theme('professional-bodies', [
  {
    from: 'object_code',
    match: [
      '023007',
      '023020',
      '023022',
      '023025',
      '023030',
      '023035',
      '023040',
      '022540',
      '022542',
    ],
    strength: 'soft',
    reason,
  },
  { from: 'naf', match: ['94.11', '94.12', '94.20'], strength: 'soft', reason },
  { from: 'object_text', match: ['union_purpose', 'union_formula'], strength: 'soft', reason },
]);

const financial = theme('financial-services', [
  { from: 'object_code', match: ['022520', '022545', '022550'], strength: 'soft', reason },
  {
    from: 'naf',
    match: ['64.1', '64.2', '64.3', '64.9', '65.1', '65.2', '65.3', '66.1', '66.2', '66.3'],
    strength: 'soft',
    reason,
  },
]);

const training = theme('job-training', [
  { from: 'object_code', match: ['015045', '015100'], strength: 'soft', reason },
  { from: 'naf', match: ['85.59'], strength: 'soft', reason },
]);

const worshipForms: CategoryRule = {
  prefixes: ['9240', '2700', '7430'],
  effect: 'review',
  reason: 'uncertain_form',
};

/** For programmes that do not turn worship bodies away. */
const FORMS_WITH_WORSHIP: FormRules = {
  ...FORMS,
  categories: OTHER_FORMS.map((rule) => (rule.reason === 'cultuelle' ? worshipForms : rule)),
  declaredNatures: [...FORMS.declaredNatures, 'U'],
  excludedNatures: [],
};

const foundations: Pack['reviews'][number] = {
  reason: 'foundation',
  objectText: ['foundation_text'],
  name: ['foundation_name'],
};
const otherBodies: Pack['reviews'][number] = {
  reason: 'other_body_name',
  name: ['other_body_name'],
};

const common = { lexicon: 'fr-1', validMonths: 12 } as const;

export const vendorPacks: readonly Pack[] = [
  {
    ...common,
    id: 'slack',
    version: '2026-11-24',
    validFrom: '2026-11-24',
    title: {
      fr: 'Slack pour les associations (sans les organismes politiques, religieux, d’enseignement, de soins)',
      en: 'Slack for non-profits (no political, religious, teaching or hospital bodies)',
    },
    sources: ['https://slack.zendesk.com/hc/articles/204368833'],
    forms: FORMS,
    themes: [political, religious, schools, hospitals],
    reviews: [foundations, otherBodies],
  },
  {
    ...common,
    id: 'google',
    version: '2026-11-24',
    validFrom: '2026-11-24',
    title: {
      fr: 'Google pour les associations (sans les administrations, les hôpitaux ni les écoles)',
      en: 'Google for Nonprofits (no government bodies, hospitals or schools)',
    },
    sources: ['https://support.google.com/nonprofits/answer/3215869'],
    forms: FORMS_WITH_WORSHIP,
    themes: [schools, hospitals],
    reviews: [otherBodies],
  },
  {
    ...common,
    id: 'canva',
    version: '2026-11-24',
    validFrom: '2026-11-24',
    title: {
      fr: 'Canva pour les associations (sans les organismes politiques, d’enseignement, financiers, professionnels, de formation ni les mutuelles)',
      en: 'Canva for nonprofits (no political, teaching, financial, professional, job-training or mutual bodies)',
    },
    sources: ['https://www.canva.com/canva-for-nonprofits/guidelines/'],
    forms: FORMS_WITH_WORSHIP,
    themes: [political, schools, professional, financial, training],
    reviews: [
      { reason: 'programme_review', objectCodes: ['015065', '014080', '015070', '014030'] },
      foundations,
      otherBodies,
    ],
  },
  {
    ...common,
    id: 'github',
    // Until GitHub removed "no religious affiliation"; its first day is not known.
    version: '2025-01-01',
    validFrom: '2025-01-01',
    title: {
      fr: 'GitHub pour les associations (règlement d’avant le 21 novembre 2025, sans affiliation religieuse)',
      en: 'GitHub for Nonprofits (rules before 21 November 2025, no religious affiliation)',
    },
    sources: ['https://github.com/github/docs/pull/41381'],
    forms: FORMS,
    themes: [political, religious, schools],
    reviews: [otherBodies],
  },
  {
    ...common,
    id: 'github',
    version: '2025-11-21',
    validFrom: '2025-11-21',
    title: {
      fr: 'GitHub pour les associations (sans les organismes publics, d’enseignement, commerciaux ni politiques)',
      en: 'GitHub for Nonprofits (non-governmental, non-academic, non-commercial, non-political)',
    },
    sources: ['https://github.com/github/docs/pull/41381'],
    forms: FORMS_WITH_WORSHIP,
    themes: [political, schools],
    reviews: [otherBodies],
  },
];
