import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import type { AnswerKey } from '../domain/items/answer-key.ts';
import type { ItemSource } from './item-source.ts';

const NAMESPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
const TEMPLATES = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates';

/** An item as QTI 3. Pictures to point at and files to hand in have no form there that we would read again. */
export function writeQti(item: ItemSource): Result<string, 'not_supported'> {
  const parts = partsOf(item);
  if (!parts) return refuse('not_supported');
  const { competence, level } = item;
  const marks = [
    ...(competence === undefined ? [] : [` data-competence="${escaped(competence)}"`]),
    ...(level === undefined ? [] : [` data-level="${level}"`]),
  ].join('');
  const feedback =
    item.explanation === ''
      ? ''
      : `
  <qti-modal-feedback outcome-identifier="FEEDBACK" identifier="explanation" show-hide="show">
    <qti-content-body><p>${escaped(item.explanation)}</p></qti-content-body>
  </qti-modal-feedback>`;
  return ok(`<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="${NAMESPACE}" identifier="${escaped(item.id)}" title="${escaped(item.prompt.slice(0, 80))}" adaptive="false" time-dependent="false">
  <qti-response-declaration identifier="RESPONSE" cardinality="${parts.cardinality}" base-type="${parts.baseType}">
    <qti-correct-response>${parts.correct.map((value) => `<qti-value>${escaped(value)}</qti-value>`).join('')}</qti-correct-response>${parts.mapping ?? ''}
  </qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
  <qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier">
    <qti-default-value><qti-value>explanation</qti-value></qti-default-value>
  </qti-outcome-declaration>
  <qti-item-body${marks}>
    ${parts.interaction}
  </qti-item-body>
  ${parts.processing}${feedback}
</qti-assessment-item>
`);
}

interface Parts {
  readonly cardinality: 'single' | 'multiple' | 'ordered';
  readonly baseType: string;
  readonly correct: readonly string[];
  readonly mapping?: string;
  readonly interaction: string;
  readonly processing: string;
}

const MATCH_CORRECT = `<qti-response-processing template="${TEMPLATES}/match_correct"/>`;
const MAP_RESPONSE = `<qti-response-processing template="${TEMPLATES}/map_response"/>`;

function partsOf({ prompt, texts, key }: ItemSource): Parts | undefined {
  const ask = `<qti-prompt>${escaped(prompt)}</qti-prompt>`;
  const choice = (id: string) =>
    `<qti-simple-choice identifier="${escaped(id)}">${escaped(texts[id] ?? '')}</qti-simple-choice>`;
  switch (key.kind) {
    case 'single':
    case 'multiple': {
      const several = key.kind === 'multiple';
      return {
        cardinality: several ? 'multiple' : 'single',
        baseType: 'identifier',
        correct: several ? key.right : [key.right],
        interaction: `<qti-choice-interaction response-identifier="RESPONSE" max-choices="${several ? 0 : 1}">${ask}${key.choices.map(choice).join('')}</qti-choice-interaction>`,
        processing: MATCH_CORRECT,
      };
    }
    case 'ordering':
      return {
        cardinality: 'ordered',
        baseType: 'identifier',
        correct: key.order,
        // Shown in the order of their names, not in the right one.
        interaction: `<qti-order-interaction response-identifier="RESPONSE" shuffle="true">${ask}${[...key.order].sort().map(choice).join('')}</qti-order-interaction>`,
        processing: MATCH_CORRECT,
      };
    case 'matching':
      return matching(key, texts, ask);
    case 'text':
      return {
        cardinality: 'single',
        baseType: 'string',
        correct: key.accepted.slice(0, 1),
        mapping: `<qti-mapping default-value="0">${key.accepted.map((text) => `<qti-map-entry map-key="${escaped(text)}" mapped-value="1" case-sensitive="${key.level === 'exact'}"/>`).join('')}</qti-mapping>`,
        interaction: `<p>${escaped(prompt)} <qti-text-entry-interaction response-identifier="RESPONSE" data-level="${key.level}"/></p>`,
        processing: MAP_RESPONSE,
      };
    case 'number':
      return {
        cardinality: 'single',
        baseType: 'float',
        correct: [String(key.value)],
        interaction: `<p>${escaped(prompt)} <qti-text-entry-interaction response-identifier="RESPONSE"/></p>`,
        processing: numberProcessing(key),
      };
    case 'hotspot':
    case 'file':
      return undefined;
  }
}

function matching(
  { pairs, extra }: Extract<AnswerKey, { kind: 'matching' }>,
  texts: Readonly<Record<string, string>>,
  ask: string,
): Parts {
  const lefts = Object.keys(pairs);
  const rights = [...new Set([...Object.values(pairs), ...extra])].sort();
  const set = (ids: readonly string[], most: number) =>
    `<qti-simple-match-set>${ids.map((id) => `<qti-simple-associable-choice identifier="${escaped(id)}" match-max="${most}">${escaped(texts[id] ?? '')}</qti-simple-associable-choice>`).join('')}</qti-simple-match-set>`;
  return {
    cardinality: 'multiple',
    baseType: 'directedPair',
    correct: lefts.map((left) => `${left} ${pairs[left]}`),
    interaction: `<qti-match-interaction response-identifier="RESPONSE" max-associations="${lefts.length}">${ask}${set(lefts, 1)}${set(rights, lefts.length)}</qti-match-interaction>`,
    processing: MATCH_CORRECT,
  };
}

function numberProcessing({ tolerance }: Extract<AnswerKey, { kind: 'number' }>): string {
  const by = tolerance.kind === 'absolute' ? tolerance.by : tolerance.share * 100;
  return `<qti-response-processing><qti-response-condition><qti-response-if><qti-equal tolerance-mode="${tolerance.kind}" tolerance="${by} ${by}"><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal><qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value></qti-response-if></qti-response-condition></qti-response-processing>`;
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/(?![\t\n\r])\p{Cc}/gu, '');
}
