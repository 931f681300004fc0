import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { pages as gateway } from './gateway.ts';
import { pages as messages } from './messages.tsx';
import { pages as outbox } from './outbox.tsx';
import { pages as push } from './push.ts';
import { pages as quietHours } from './quiet-hours.tsx';
import { pages as unsubscribe } from './unsubscribe.tsx';

export const pages = new Hono<Env>();
for (const part of [outbox, unsubscribe, gateway, push, messages, quietHours])
  pages.route('/', part.hono);
