import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { pages as account } from './account.tsx';
import { pages as admin } from './admin.tsx';
import { pages as notifications } from './notifications.tsx';
import { pages as openid } from './openid.tsx';
import { pages as passkeys } from './passkeys.tsx';
import { pages as signIn } from './sign-in.tsx';

export const pages = new Hono<Env>();
for (const part of [signIn, passkeys, openid, account, notifications, admin])
  pages.route('/', part.hono);
