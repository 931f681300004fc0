import type { ComponentChildren } from 'preact';
import { useFrame } from '../../http/frame.ts';
import { Button } from '../button/button.tsx';
import { uiTexts } from '../messages.ts';

/** What stands under the h1 of an error page: what happened, what to do, and the way back. */
export function ErrorBody({ children }: { readonly children: ComponentChildren }) {
  const m = uiTexts(useFrame().lang).error_body;
  return (
    <div class="rf-error">
      <div>
        <div class="rf-error__text">{children}</div>
        <Button variant="secondary" href="/">
          {m.home}
        </Button>
      </div>
      {/* One bar alone, fallen: the other is missing. */}
      <svg class="rf-error__drawing" viewBox="0 0 260 150" aria-hidden="true" focusable="false">
        <path class="rf-mark__left" d="M26 128 168 66l14 25L62 143H26Z" />
        <circle class="rf-mark__left" cx="194" cy="62" r="15" />
        <path class="rf-error__ground" d="M0 144H260" />
      </svg>
    </div>
  );
}
