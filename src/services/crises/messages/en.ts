import { call } from './en/call.ts';
import { crisis } from './en/crisis.ts';
import { log } from './en/log.ts';
import { need } from './en/need.ts';
import { reply } from './en/reply.ts';
import type { fr } from './fr.ts';

export const en: typeof fr = { call, reply, crisis, log, need };
