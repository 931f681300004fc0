import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lang } from '../i18n/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { NavItem } from '../ui/navigation.ts';

/** What every page knows about the request it answers; components read it with `useFrame()`. */
export interface Frame {
  readonly lang: Lang;
  /** Path and query of the page, for the language switch and for "come back here". */
  readonly path: string;
  readonly nonce: string;
  readonly csrf: string;
  readonly actor: Actor;
  /** Shown in the header when somebody is signed in. */
  readonly accountLabel: string | undefined;
  /** Demo data: a band on every page says so. */
  readonly demo: boolean;
  /** Inside an exercise: a band and the title say EXERCISE. */
  readonly exercise: boolean;
  /** A crisis is active: a band above everything links to it. */
  readonly banner: { readonly text: string; readonly href: string } | undefined;
  /** The main navigation, as far as this actor may go. */
  readonly navigation: readonly NavItem[];
  readonly now: Date;
}

const FrameContext = createContext<Frame | undefined>(undefined);
export const FrameProvider = FrameContext.Provider;

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('This view is rendered outside page()');
  return frame;
}
