/** Where to go after signing in: a path of this site, never another site nor the sign-in pages. */
export function safeNext(text: string | undefined): string {
  const here = 'http://renfort.invalid';
  if (!text?.startsWith('/') || text.length > 2_000 || !URL.canParse(text, here)) return '/';
  const url = new URL(text, here);
  if (url.origin !== here || /^\/sign-(?:in|out)(?:\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
