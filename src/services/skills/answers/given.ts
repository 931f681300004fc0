import type { RawForm } from '#platform/http/form.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import type { Response } from '../domain/items/answer-key.ts';
import { type ResponseError, readNumber } from '../domain/items/score-response.ts';
import type { ItemSource } from '../files/item-source.ts';

export type AnswerError =
  | ResponseError
  | 'answer_missing'
  | 'order_incomplete'
  | 'pair_missing'
  | 'number_unreadable'
  | 'file_unreadable';

/** The fields of one answer as they were typed, by what they are for: shown again as they are. */
export type GivenFields = Readonly<Record<string, string | readonly string[]>>;

/** The fields of an item among those of a form; the file is not one of them. */
export function fieldsGiven(item: ItemSource, form: RawForm): GivenFields {
  const start = `${item.id}-`;
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      name.startsWith(start) && !(value instanceof File)
        ? [[name.slice(start.length), value as string | readonly string[]]]
        : [],
    ),
  );
}

/** What was answered to an item by the fields of `AnswerFields`. Files are read elsewhere. */
export function answerGiven(item: ItemSource, given: GivenFields): Result<Response, AnswerError> {
  const one = (name: string) => {
    const value = given[name];
    return typeof value === 'string' ? value : '';
  };
  const { key } = item;
  const answer = one('answer');
  switch (key.kind) {
    case 'single':
      return answer === '' ? refuse('answer_missing') : ok({ kind: 'single', choice: answer });
    case 'multiple': {
      const choices = [given['answer'] ?? []].flat();
      return choices.length === 0 ? refuse('answer_missing') : ok({ kind: 'multiple', choices });
    }
    case 'ordering': {
      const places = new Map(key.order.map((id) => [one(id), id]));
      const order = key.order.map((_, at) => places.get(String(at + 1)));
      if (order.includes(undefined)) return refuse('order_incomplete');
      return ok({ kind: 'ordering', order: order as string[] });
    }
    case 'matching': {
      const pairs = Object.fromEntries(Object.keys(key.pairs).map((left) => [left, one(left)]));
      if (Object.values(pairs).includes('')) return refuse('pair_missing');
      return ok({ kind: 'matching', pairs });
    }
    case 'text':
      return answer.trim() === '' ? refuse('answer_missing') : ok({ kind: 'text', text: answer });
    case 'number':
      if (answer.trim() === '') return refuse('answer_missing');
      if (readNumber(answer) === undefined) return refuse('number_unreadable');
      return ok({ kind: 'number', text: answer });
    case 'hotspot': {
      const names = [given['answer'] ?? []].flat();
      if (names.length === 0) return refuse('answer_missing');
      const points = names.map((name) => middleOf(item, name));
      if (points.includes(undefined)) return refuse('not_a_choice');
      return ok({ kind: 'hotspot', points: points.filter((point) => point !== undefined) });
    }
    case 'file':
      return refuse('answer_missing');
  }
}

/** The middle of a named place of the picture. */
function middleOf(item: ItemSource, name: string) {
  const place = item.picture?.places[name];
  if (!place || place.shape === 'polygon') return undefined;
  if (place.shape === 'circle') return { x: place.x, y: place.y };
  return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
}

/** The fields of an answer that is right; none for a file. */
export function rightFields({ key, picture }: ItemSource): GivenFields {
  switch (key.kind) {
    case 'single':
      return { answer: key.right };
    case 'multiple':
      return { answer: key.right };
    case 'ordering':
      return Object.fromEntries(key.order.map((id, at) => [id, String(at + 1)]));
    case 'matching':
      return key.pairs;
    case 'text':
      return { answer: key.accepted[0] ?? '' };
    case 'number':
      return { answer: String(key.value) };
    case 'hotspot': {
      const named = Object.entries(picture?.places ?? {});
      const right = named.filter(([, place]) => key.places.includes(place));
      return { answer: right.map(([id]) => id) };
    }
    case 'file':
      return {};
  }
}
