import { useFrame } from '../http/frame.ts';

/** schema.org data about the page, for search engines. */
export function JsonLd({ data }: { readonly data: Readonly<Record<string, unknown>> }) {
  // A text that closes the script would be markup.
  const __html = JSON.stringify(data).replace(/</g, '\\u003c');
  return (
    <script
      type="application/ld+json"
      nonce={useFrame().nonce}
      dangerouslySetInnerHTML={{ __html }}
    />
  );
}
