import 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'session-live': { readonly 'data-every': string; readonly children: ComponentChildren };
    }
  }
}
