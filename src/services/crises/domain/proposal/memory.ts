import { type Episode, summaryOf } from './episode.ts';
import { type Judgement, judge, type Known, type Policy } from './judge.ts';
import { admit, type Received, withdrawalsBy } from './received.ts';

/** The intake's memory kept in the program: the command line and the tests use it. */
export class IntakeMemory {
  readonly #seen = new Set<string>();
  readonly #withdrawn = new Map<string, 'cancel' | 'update'>();
  #episodes: readonly Episode[] = [];
  readonly #policy: Policy;

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  get episodes(): readonly Episode[] {
    return this.#episodes;
  }

  receive(received: Received): Judgement {
    const judgement = judge(received, this.#known(received), this.#policy);
    this.#remember(received);
    for (const { before, after } of judgement.changes) {
      const others = this.#episodes.filter((one) => one !== before);
      this.#episodes = Object.keys(after.days).length > 0 ? [...others, after] : others;
    }
    return judgement;
  }

  #known(received: Received): Known {
    const admission = admit(received);
    if (admission.verdict !== 'admitted') {
      return { duplicate: false, withdrawnBy: null, episodes: [] };
    }
    const { sender, identifier, sentText } = admission.message;
    return {
      duplicate: this.#seen.has(JSON.stringify([sender, identifier, sentText])),
      withdrawnBy: this.#withdrawn.get(JSON.stringify([sender, identifier])) ?? null,
      // What is over begins anew.
      episodes: this.#episodes.filter((one) => (summaryOf(one)?.expires ?? 0) > received.at),
    };
  }

  #remember(received: Received): void {
    const admission = admit(received);
    if (admission.verdict !== 'admitted') return;
    const { sender, identifier, sentText } = admission.message;
    this.#seen.add(JSON.stringify([sender, identifier, sentText]));
    for (const withdrawal of withdrawalsBy(admission.message)) {
      const key = JSON.stringify([sender, withdrawal.identifier]);
      if (this.#withdrawn.get(key) !== 'cancel') this.#withdrawn.set(key, withdrawal.kind);
    }
  }
}
