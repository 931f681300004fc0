import { useFrame } from '../../http/frame.ts';
import { uiTexts } from '../messages.ts';
import { shownPages } from './shown-pages.ts';

export interface PaginationProps {
  /** 1 to `pages`. */
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}

export function Pagination({ page, pages, href }: PaginationProps) {
  const m = uiTexts(useFrame().lang).pagination;
  if (pages <= 1) return null;
  return (
    <nav class="govuk-pagination" aria-label={m.label}>
      {page > 1 ? (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={href(page - 1)} rel="prev">
            <span class="rf-pagination__arrow" aria-hidden="true">
              ←
            </span>
            <span class="govuk-pagination__link-title">{m.previous}</span>
          </a>
        </div>
      ) : null}
      <ul class="govuk-pagination__list">
        {shownPages(page, pages).map((shown, index) =>
          shown === 'gap' ? (
            <li key={`gap${index}`} class="govuk-pagination__item govuk-pagination__item--ellipsis">
              ⋯
            </li>
          ) : (
            <li
              key={shown}
              class={
                shown === page
                  ? 'govuk-pagination__item govuk-pagination__item--current'
                  : 'govuk-pagination__item'
              }
            >
              <a
                class="govuk-link govuk-pagination__link"
                href={href(shown)}
                aria-label={m.page(shown)}
                aria-current={shown === page ? 'page' : undefined}
              >
                {shown}
              </a>
            </li>
          ),
        )}
      </ul>
      {page < pages ? (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={href(page + 1)} rel="next">
            <span class="govuk-pagination__link-title">{m.next}</span>
            <span class="rf-pagination__arrow" aria-hidden="true">
              →
            </span>
          </a>
        </div>
      ) : null}
    </nav>
  );
}
