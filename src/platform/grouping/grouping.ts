export interface GroupingOptions<Item, Answer> {
  /** How long the first of a group waits for others, in milliseconds. */
  readonly delayMs: number;
  /** A longer group is decided in several turns, in the order of arrival. */
  readonly maxItems: number;
  /**
   * Decides a group in one transaction and returns one answer per item, in the same order. It
   * resolves after COMMIT; when it throws, everybody of the group gets the error.
   */
  decide(key: string, items: readonly Item[]): Promise<readonly Answer[]>;
}

/**
 * Many takers of one counter (a need, a quota, a slot): those who arrive within a few milliseconds
 * are decided together, so that the row is locked once for all of them. One group per key is under
 * way at a time; those who arrive meanwhile form the next. Other processes are kept apart by the row
 * lock that `decide` takes: grouping is for speed, the database for exactness.
 */
export function createGrouping<Item, Answer>(
  options: GroupingOptions<Item, Answer>,
): (key: string, item: Item) => Promise<Answer> {
  const queues = new Map<string, Waiting<Item, Answer>[]>();

  async function run(key: string, queue: Waiting<Item, Answer>[]): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, options.delayMs));
    while (queue.length > 0) {
      const group = queue.splice(0, options.maxItems);
      try {
        const answers = await options.decide(
          key,
          group.map(({ item }) => item),
        );
        if (answers.length !== group.length) throw new Error('One answer per item is needed');
        group.forEach(({ resolve }, index) => {
          resolve(answers[index] as Answer);
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    queues.delete(key);
  }

  return (key, item) =>
    new Promise<Answer>((resolve, reject) => {
      const queue = queues.get(key);
      if (queue) {
        queue.push({ item, resolve, reject });
        return;
      }
      const started = [{ item, resolve, reject }];
      queues.set(key, started);
      void run(key, started);
    });
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}
