import { call } from './fr/call.ts';
import { crisis } from './fr/crisis.ts';
import { log } from './fr/log.ts';
import { need } from './fr/need.ts';
import { reply } from './fr/reply.ts';

export const fr = { call, reply, crisis, log, need };
