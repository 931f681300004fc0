import type { ComponentChildren } from 'preact';

export interface SummaryListProps {
  readonly rows: readonly {
    readonly key: string;
    readonly value: ComponentChildren;
    /** `hidden` completes the link for those who hear it: "Modifier" + "le téléphone". */
    readonly action?:
      | { readonly href: string; readonly text: string; readonly hidden?: string | undefined }
      | undefined;
  }[];
}

export function SummaryList({ rows }: SummaryListProps) {
  return (
    <dl class="govuk-summary-list">
      {rows.map((row) => (
        <div
          key={row.key}
          class={
            row.action
              ? 'govuk-summary-list__row'
              : 'govuk-summary-list__row govuk-summary-list__row--no-actions'
          }
        >
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {row.action ? (
            <dd class="govuk-summary-list__actions">
              <a class="govuk-link" href={row.action.href}>
                {row.action.text}
                {row.action.hidden ? (
                  <span class="govuk-visually-hidden"> {row.action.hidden}</span>
                ) : null}
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
