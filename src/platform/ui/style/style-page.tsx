import { useFrame } from '../../http/frame.ts';
import { uiTexts } from '../messages.ts';
import { Tabs } from '../tabs/tabs.tsx';
import { Wordmark } from '../wordmark/wordmark.tsx';
import { ALL_EXAMPLES } from './all.ts';
import { type Examples, sayIn } from './examples.ts';

export const GROUPS = ['identity', 'forms', 'content', 'lists', 'figures', 'maps'] as const;
export type Group = Examples['group'];

const COLOURS = [
  'ink',
  'ink-soft',
  'paper',
  'surface',
  'sunken',
  'line',
  'control',
  'brand',
  'brand-tint',
  'crisis',
  'crisis-tint',
  'caution',
  'caution-tint',
  'success',
  'success-tint',
  'info',
  'info-tint',
  'focus',
];

/** Every component with its examples, one tab per family. */
export function StylePage({ group }: { readonly group: Group }) {
  const { lang } = useFrame();
  const m = uiTexts(lang).style;
  const say = sayIn(lang);
  return (
    <>
      <Tabs
        label={m.families}
        items={GROUPS.map((one) => ({
          href: one === 'identity' ? '/style' : `/style/${one}`,
          text: m.groups[one],
          current: one === group,
        }))}
      />
      {group === 'identity' ? <Identity /> : null}
      {ALL_EXAMPLES.filter((one) => one.group === group).map((one) => (
        <section key={one.name} class="rf-style__part">
          <h2>{one.name}</h2>
          <p class="rf-soft">{one.use(say)}</p>
          {one.show(say, lang)}
        </section>
      ))}
    </>
  );
}

function Identity() {
  const m = uiTexts(useFrame().lang).style;
  return (
    <>
      <div class="rf-style__mark">
        <Wordmark />
      </div>
      <h2>{m.colours}</h2>
      <ul class="rf-style__colours">
        {COLOURS.map((name) => (
          <li key={name}>
            <span class={`rf-style__swatch rf-style__swatch--${name}`} />
            {name}
          </li>
        ))}
      </ul>
      <h2>{m.type}</h2>
      <p class="rf-lead">{m.lead_sample}</p>
      <h3>{m.heading_sample}</h3>
      <p>{m.text_sample}</p>
    </>
  );
}
