import 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'space-desk': {
        readonly 'data-worker': string;
        readonly 'data-events': string;
        readonly 'data-token': string;
        readonly 'data-count': number;
        readonly children: ComponentChildren;
      };
    }
  }
}
