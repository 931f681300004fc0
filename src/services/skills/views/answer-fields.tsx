import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { ChoiceGroup } from '#platform/ui/field/field.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import type { GivenFields } from '../answers/given.ts';
import type { ItemSource } from '../files/item-source.ts';
import { texts } from '../messages/index.ts';

export interface AnswerFieldsProps {
  readonly item: ItemSource;
  readonly given: GivenFields;
  /** The translated message. */
  readonly error?: string | undefined;
}

/** The question and the fields of its answer, for each kind, without script; read by `answerGiven`. */
export function AnswerFields({ item, given, error }: AnswerFieldsProps) {
  const { lang } = useFrame();
  const m = texts(lang).answers;
  const { key, prompt } = item;
  const name = `${item.id}-answer`;
  const one = (field: string) => {
    const value = given[field];
    return typeof value === 'string' ? value : '';
  };
  const choices = (ids: readonly string[]) =>
    ids.map((id) => ({ value: id, label: item.texts[id] ?? id }));
  switch (key.kind) {
    case 'single':
      return (
        <Radios
          name={name}
          legend={prompt}
          items={choices(key.choices)}
          value={one('answer')}
          error={error}
        />
      );
    case 'multiple':
      return (
        <Checkboxes
          name={name}
          legend={prompt}
          hint={m.severalPossible}
          items={choices(key.choices)}
          values={[given['answer'] ?? []].flat()}
          error={error}
        />
      );
    case 'ordering':
      return (
        <ChoiceGroup name={name} legend={prompt} hint={m.orderHint} error={error}>
          {shuffled(item, key.order, lang).map((id) => (
            <Select
              key={id}
              name={`${item.id}-${id}`}
              label={item.texts[id] ?? id}
              value={one(id)}
              options={[
                { value: '', label: m.choose },
                ...key.order.map((_, at) => ({ value: String(at + 1), label: String(at + 1) })),
              ]}
            />
          ))}
        </ChoiceGroup>
      );
    case 'matching': {
      const rights = [...new Set([...Object.values(key.pairs), ...key.extra])];
      return (
        <ChoiceGroup name={name} legend={prompt} hint={m.matchHint} error={error}>
          {Object.keys(key.pairs).map((left) => (
            <Select
              key={left}
              name={`${item.id}-${left}`}
              label={item.texts[left] ?? left}
              value={one(left)}
              options={[{ value: '', label: m.choose }, ...choices(shuffled(item, rights, lang))]}
            />
          ))}
        </ChoiceGroup>
      );
    }
    case 'text':
      return (
        <TextField
          name={name}
          label={prompt}
          value={one('answer')}
          error={error}
          spellcheck={false}
        />
      );
    case 'number':
      return (
        <TextField
          name={name}
          label={prompt}
          hint={m.numberHint}
          value={one('answer')}
          error={error}
          inputmode="decimal"
          width="short"
        />
      );
    case 'hotspot':
      return <NamedPlaces item={item} given={given} error={error} name={name} />;
    case 'file':
      return <FileField name={name} label={prompt} hint={m.fileHint} error={error} />;
  }
}

/** The picture, and its places by name: for whoever cannot point. */
function NamedPlaces({ item, given, error, name }: AnswerFieldsProps & { readonly name: string }) {
  const m = texts(useFrame().lang).answers;
  const { picture, key } = item;
  const items = Object.keys(picture?.places ?? {}).map((id) => ({
    value: id,
    label: item.texts[id] ?? id,
  }));
  const values = [given['answer'] ?? []].flat();
  const shared = { name, legend: item.prompt, hint: m.pictureHint, items, error };
  return (
    <>
      {/* The names below say what can be chosen on it. */}
      <img class="rf-picture" src={`/learn/pictures/${picture?.file}`} alt="" />
      {key.kind === 'hotspot' && key.places.length > 1 ? (
        <Checkboxes {...shared} values={values} />
      ) : (
        <Radios {...shared} value={values[0]} />
      )}
    </>
  );
}

/** By their texts, as a list is sorted; the other way round where that would be the answer. */
function shuffled(item: ItemSource, ids: readonly string[], lang: Lang): readonly string[] {
  const text = (id: string) => item.texts[id] ?? id;
  const sorted = [...ids].sort((a, b) => text(a).localeCompare(text(b), lang));
  return sorted.every((id, at) => id === ids[at]) ? sorted.reverse() : sorted;
}
