import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Icon, type IconName } from '#platform/ui/icon/icon.tsx';
import type { Door, PublicFigure } from '#platform/ui/navigation.ts';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { texts } from '../messages/index.ts';
import { HeroDrawing } from './hero-drawing.tsx';

export interface VisitorHomeProps {
  readonly doors: readonly Door[];
  readonly figures: readonly PublicFigure[];
}

const WAYS = ['help', 'association', 'software', 'learn'] as const;
const ICONS: Readonly<Record<Door['way'], IconName>> = {
  help: 'hand',
  association: 'people',
  software: 'software',
  learn: 'book',
};

export function VisitorHome({ doors, figures }: VisitorHomeProps) {
  const m = texts(useFrame().lang);
  const join = doors.find((door) => door.way === 'help');
  return (
    <>
      <div class="rf-hero">
        <div>
          <h1 class="rf-hero__title">{m.title}</h1>
          <p class="rf-lead">{m.hero.lead}</p>
          <ButtonGroup>
            {join ? <Button href={join.href}>{m.hero.join}</Button> : null}
            <Button variant="secondary" href="/sign-in">
              {m.hero.sign_in}
            </Button>
          </ButtonGroup>
        </div>
        <HeroDrawing />
      </div>
      <h2>{m.doors.title}</h2>
      <ul class="rf-doors">
        {WAYS.map((way) => (
          <DoorCard key={way} way={way} href={doors.find((door) => door.way === way)?.href} />
        ))}
      </ul>
      <section class="rf-how">
        <h2>{m.how.title}</h2>
        <p class="rf-lead">{m.how.lead}</p>
        <ol class="rf-how__steps">
          {m.how.steps.map((step) => (
            <li key={step.title}>
              <h3>{step.title}</h3>
              <p>{step.text}</p>
            </li>
          ))}
        </ol>
      </section>
      {figures.length > 0 ? (
        <>
          <h2>{m.figures}</h2>
          <Numbers>
            {figures.map((figure) => (
              <BigNumber key={figure.label} {...figure} />
            ))}
          </Numbers>
        </>
      ) : null}
      <h2>{m.promises.title}</h2>
      <ul class="rf-promises">
        {m.promises.items.map((promise) => (
          <li key={promise.title}>
            <h3>{promise.title}</h3>
            <p>{promise.text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function DoorCard({ way, href }: { readonly way: Door['way']; readonly href: string | undefined }) {
  const m = texts(useFrame().lang).doors;
  const door = m[way];
  return (
    <li class={href ? 'rf-door' : 'rf-door rf-door--closed'}>
      <span class="rf-door__icon">
        <Icon name={ICONS[way]} />
      </span>
      <h3 class="rf-door__title">{href ? <a href={href}>{door.title}</a> : door.title}</h3>
      <p>{door.text}</p>
      {href ? (
        <p class="rf-door__go" aria-hidden="true">
          {door.go} <Icon name="arrow_right" />
        </p>
      ) : (
        <p class="rf-door__go">
          <Tag tone="neutral">{m.soon}</Tag>
          <span class="govuk-visually-hidden">{m.soon_text}</span>
        </p>
      )}
    </li>
  );
}
