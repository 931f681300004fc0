import 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'site-desk': {
        readonly 'data-sheet': string;
        readonly 'data-events': string;
        readonly children: ComponentChildren;
      };
    }
  }
}
