import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startEmbedded } from '#platform/db/embedded.ts';
import { serve } from '#test/harness/serving.ts';
import { answerUntilItDies, assertNothingLost, type Call, callPeople } from './answering.ts';

export interface KillOptions {
  readonly folder: string;
  readonly rounds: number;
  readonly people: number;
  readonly places: number;
  readonly clients: number;
}

export interface Round {
  readonly killed: 'program' | 'program and database';
  /** Answered by a page of success in this round, before the kill. */
  readonly taken: number;
  /** Under way at the kill. */
  readonly unknown: number;
  /** From the start to the first page, in milliseconds. */
  readonly startMs: number;
  /** Of all the answers taken since the first round, those in the database after this start. */
  readonly found: number;
}

/** The postmaster of a data folder. */
export function postmasterOf(folder: string): number {
  const [pid] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  return Number(pid);
}

/**
 * Serves, lets people answer, kills with SIGKILL while they do, serves again and checks that nothing
 * confirmed is lost; as many times as asked. The last program started is left running.
 */
export async function killWhilePeopleAnswer(
  t: { after: TestContext['after'] },
  options: KillOptions,
): Promise<{ rounds: Round[]; call: Call }> {
  const { folder } = options;
  const env = { RENFORT_DATA: folder, DATABASE_URL: '' };
  let serving = await serve(t, env);
  const shared = await startEmbedded(folder, { share: true });
  const call = await callPeople(shared.url, options.people, options.places);
  t.after(() => call.database.close());
  const rounds: Round[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const killsBoth = round % 2 === 1;
    const target = 20 + ((round * 37) % 60);
    const { child, ended, address } = serving;
    const taken = await answerUntilItDies(call, address, options.clients, (count) => {
      if (count !== target) return;
      if (killsBoth) process.kill(postmasterOf(folder), 'SIGKILL');
      child.kill('SIGKILL');
    });
    assert.equal(await ended, 'SIGKILL', 'nobody was left to answer before the kill');
    const began = performance.now();
    serving = await serve(t, env);
    const page = await fetch(`${serving.address}/`);
    assert.equal(page.status, 200);
    const startMs = performance.now() - began;
    rounds.push({
      killed: killsBoth ? 'program and database' : 'program',
      taken,
      unknown: call.unknown.length,
      startMs,
      found: await assertNothingLost(call),
    });
  }
  return { rounds, call };
}
