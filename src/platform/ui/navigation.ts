import type { Context } from '../context.ts';
import type { Access } from '../http/access.ts';
import type { Lang } from '../i18n/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Tone } from './tag/tag.tsx';

/** Parts of the main navigation, in their order. */
export const SECTIONS = [
  'crises',
  'help',
  'associations',
  'learn',
  'reviews',
  'administration',
] as const;
export type Section = (typeof SECTIONS)[number];

/** An entry of the main navigation; it shows to those whom `access` lets in. */
export interface NavItem {
  readonly href: string;
  readonly section: Section;
  readonly text: (lang: Lang) => string;
  readonly access: Access;
  /** Of those, only whoever holds a role for the whole country. */
  readonly national?: boolean;
  /** Small comes first: 10 for what cannot wait, 90 for administration; 50 when left out. */
  readonly rank?: number;
}

/** One thing that waits for this person, on the home page: "12 certificats à vérifier". */
export interface TodoItem {
  readonly text: string;
  readonly href: string;
  /** By when; shown with words and, when past, in the tone of a caution. */
  readonly due?: Date | undefined;
  readonly tone?: Tone | undefined;
}

/** A service's part of "what needs me today"; empty for those it does not concern. */
export type TodoSource = (ctx: Context, actor: Actor, lang: Lang) => Promise<readonly TodoItem[]>;

/** One of the four ways in for a visitor; a service that is here opens its own. */
export interface Door {
  readonly way: 'help' | 'association' | 'software' | 'learn';
  readonly href: string;
}

/** A figure for the home page, counted, never estimated: "20 000 bénévoles inscrits". */
export interface PublicFigure {
  readonly value: number;
  readonly label: string;
}

export type FigureSource = (ctx: Context, lang: Lang) => Promise<readonly PublicFigure[]>;

/** The band above every page while a real crisis is active. */
export interface Banner {
  readonly text: string;
  readonly href: string;
}

export type BannerSource = (ctx: Context, lang: Lang) => Promise<Banner | undefined>;
