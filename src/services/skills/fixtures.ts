import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { GivenFields } from './answers/given.ts';
import { bankNumbered, itemIn } from './bank/loaded-bank.ts';
import { openQuestion } from './domain/attempt/attempt.ts';
import type { ItemSource } from './files/item-source.ts';
import { attemptById } from './queries/attempts.ts';

/** What somebody sends who knows, or who does not; by the fields of `AnswerFields`. Files: `answerFile`. */
export function answerFields({ key, picture }: ItemSource, right: boolean): GivenFields {
  switch (key.kind) {
    case 'single':
      return { answer: right ? key.right : key.choices.find((one) => one !== key.right)! };
    case 'multiple': {
      const wrong = key.choices.filter((one) => !key.right.includes(one));
      return { answer: right ? key.right : wrong.slice(0, 1) };
    }
    case 'ordering': {
      const order = right ? key.order : [...key.order].reverse();
      return Object.fromEntries(order.map((id, at) => [id, String(at + 1)]));
    }
    case 'matching': {
      const lefts = Object.keys(key.pairs);
      const rights = [...new Set([...Object.values(key.pairs), ...key.extra])];
      const other = (left: string) => rights.find((one) => one !== key.pairs[left])!;
      return Object.fromEntries(
        lefts.map((left) => [left, right ? key.pairs[left]! : other(left)]),
      );
    }
    case 'text':
      return { answer: right ? key.accepted[0]! : 'rien de cela' };
    case 'number':
      return { answer: right ? String(key.value) : String(key.value * 2 + 17) };
    case 'hotspot': {
      const names = Object.entries(picture?.places ?? {});
      const isRight = (place: object) =>
        key.places.some((one) => JSON.stringify(one) === JSON.stringify(place));
      const chosen = names.filter(([, place]) => isRight(place) === right).map(([name]) => name);
      return { answer: right ? chosen : chosen.slice(0, 1) };
    }
    case 'file':
      return {};
  }
}

/** The file that somebody hands in who knows; `undefined` for a question without file. */
export function answerFile({ key }: ItemSource): File | undefined {
  if (key.kind !== 'file') return undefined;
  const rows: string[][] = [];
  let name = 'table.csv';
  for (const check of key.checks) {
    if (check.what === 'name') name = check.name;
    if (check.what !== 'cell') continue;
    while (rows.length < check.row) rows.push(['', '']);
    rows[check.row - 1]![check.column - 1] = check.value;
  }
  const lines = rows.map((row) => row.join(';'));
  return new File([lines.join('\r\n')], name, { type: 'text/csv' });
}

/** The open question of the test at this address; `undefined` when there is none. */
export async function testUnderWay(ctx: Context, address: string, lang: Lang) {
  const id = /\/tests\/([0-9a-f-]{36})/.exec(address)?.[1];
  const kept = id ? await attemptById(ctx.db, id) : undefined;
  const open = kept && openQuestion(kept.attempt);
  if (!kept || !open) return undefined;
  const bank = await bankNumbered(ctx, kept.attempt.bankVersion);
  const item = itemIn(bank, open.item, lang)!;
  return { id: kept.id, position: open.position, bank: bank.number, item };
}
