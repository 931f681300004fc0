import 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'site-desk': {
        readonly 'data-crisis': string;
        readonly 'data-site': string;
        readonly 'data-worker': string;
        readonly 'data-sheet': string;
        readonly 'data-events': string;
        readonly children: ComponentChildren;
      };
    }
  }
}
