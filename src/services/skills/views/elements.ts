import 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** See test-page.client.ts. */
      'test-page': {
        readonly 'data-beat': string;
        readonly 'data-home': string;
        readonly 'data-lost': string;
        readonly 'data-waiting': string;
        readonly children: ComponentChildren;
      };
    }
  }
}
