/** What a file may be. Text kinds have no signature: they are judged by their bytes. */
export type MediaType =
  | 'application/pdf'
  | 'image/png'
  | 'image/jpeg'
  | 'application/xml'
  | 'text/csv'
  | 'text/plain'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.oasis.opendocument.text';

/** Latin and windows-1252 text uses none of these; UTF-16 and binary formats do. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** What the bytes are, among what the caller accepts; the name and the declared type say nothing. */
export async function mediaTypeOf(
  bytes: Uint8Array,
  accept: readonly MediaType[],
): Promise<MediaType | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  if (found !== undefined && found !== 'application/xml') {
    return accept.find((type) => type === found);
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (BINARY.test(text)) return undefined;
  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  // What looks like markup is XML or nothing: HTML never passes as a text.
  const possible: MediaType[] = start.startsWith('<')
    ? ['application/xml']
    : ['text/csv', 'text/plain'];
  return possible.find((type) => accept.includes(type));
}
