/** `undefined` when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** 'data.0.items' in parsed JSON; the whole for ''. */
export function partAt(value: unknown, path: string): unknown {
  let part = value;
  for (const step of path === '' ? [] : path.split('.')) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, step)) return undefined;
    part = (part as Record<string, unknown>)[step];
  }
  return part;
}

/** A text or a number at a path, as text; '' when there is none. */
export function valueAt(value: unknown, path: string): string {
  const part = partAt(value, path);
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
}
