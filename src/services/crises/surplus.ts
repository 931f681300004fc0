import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';

/** Something else to do for people whom a call cannot take. */
export interface OtherTasks {
  readonly text: string;
  readonly tasks: readonly { readonly title: string; readonly href: string }[];
}

type OtherTasksSource = (ctx: Context, lang: Lang) => Promise<OtherTasks | undefined>;

let source: OtherTasksSource | undefined;

/** Set once, by app.ts: crises and missions know nothing of each other. */
export function onSurplus(tasks: OtherTasksSource): void {
  source = tasks;
}

export async function otherTasks(ctx: Context, lang: Lang): Promise<OtherTasks | undefined> {
  return source?.(ctx, lang);
}
