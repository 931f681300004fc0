/** First, last, and the neighbours of the current page; a gap stands for two pages or more. */
export function shownPages(page: number, pages: number): (number | 'gap')[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((n) => n >= 1 && n <= pages)
    .sort((a, b) => a - b);
  const shown: (number | 'gap')[] = [];
  let last = 0;
  for (const n of wanted) {
    if (n - last === 2) shown.push(n - 1);
    else if (n - last > 2) shown.push('gap');
    shown.push(n);
    last = n;
  }
  return shown;
}
