import 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'live-board': {
        readonly src: string;
        readonly 'data-live': string;
        readonly children: ComponentChildren;
      };
    }
  }
}
