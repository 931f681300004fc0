/** Two bars leaning on each other: neither stands alone. */
export function Mark() {
  return (
    <svg
      class="rf-mark"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
      focusable="false"
    >
      <path class="rf-mark__left" d="M14.6 4.2 L20.3 6.3 L11 29 L3.6 29 Z" />
      <path class="rf-mark__right" d="M18.9 12.4 L21.6 5.9 L28.6 29 L22.4 29 Z" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span class="rf-wordmark">
      <Mark />
      <span class="rf-wordmark__name">renfort</span>
    </span>
  );
}
