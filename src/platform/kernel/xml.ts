// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
const UNSAID = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text as the content of an XML element. */
export function xmlText(text: string): string {
  return text
    .replace(UNSAID, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
