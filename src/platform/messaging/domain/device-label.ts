/** In this order: Edge and Opera call themselves Chrome, and Chrome calls itself Safari. */
const BROWSERS = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** 'Firefox, Android': enough to tell one's devices apart; '' when the browser says nothing known. */
export function deviceLabel(userAgent: string): string {
  return [BROWSERS, SYSTEMS]
    .flatMap((list) => list.find(([, sign]) => sign.test(userAgent))?.[0] ?? [])
    .join(', ');
}
