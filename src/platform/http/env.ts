import type { Context as HonoContext } from 'hono';
import type { Context } from '../context.ts';
import type { Lang } from '../i18n/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { NavItem } from '../ui/navigation.ts';

/** What the pipeline puts on each request before a handler runs. */
export interface Env {
  Variables: {
    ctx: Context;
    actor: Actor;
    /** Empty when nobody is signed in. */
    sessionId: string;
    accountLabel: string | undefined;
    lang: Lang;
    nonce: string;
    /** The form token of this answer; asking for it sets the visitor's cookie when there is none. */
    csrf: () => string;
    /** What the tokens of the forms this visitor was given are bound to; '' when none was given. */
    csrfSecret: string;
    requestId: string;
    demo: boolean;
    /** Other sites may show this page in a frame: it holds nothing personal and no form. */
    embeddable: boolean;
    navigation: readonly NavItem[];
    banner: { readonly text: string; readonly href: string } | undefined;
  };
}

export type Request = HonoContext<Env>;
