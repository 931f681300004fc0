/** Drawn on a 24 x 24 grid with a 2-unit stroke. */
const PATHS = {
  arrow_left: 'M20 12H5M11 5l-7 7 7 7',
  arrow_right: 'M4 12h15M13 5l7 7-7 7',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4ZM10 21h4',
  book: 'M4 5c3-1 6-1 8 1 2-2 5-2 8-1v14c-3-1-6-1-8 1-2-2-5-2-8-1ZM12 6v14',
  calendar: 'M4 6h16v15H4ZM4 11h16M8 3v4M16 3v4',
  check: 'M4 12.5 10 18.5 20 6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l4 2',
  cross: 'M5 5 19 19M19 5 5 19',
  download: 'M12 3v13M6 11l6 6 6-6M4 21h16',
  edit: 'M4 20l1-5L16 4l4 4L9 19Z',
  external: 'M14 4h6v6M20 4 10 14M18 14v6H4V6h6',
  file: 'M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  hand: 'M7 12V6.5a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 5.5a1.5 1.5 0 0 1 3 0V12 9a1.5 1.5 0 0 1 3 0v6c0 4-2.5 6-6 6-3 0-4.5-1-6-3.5L4.5 14a1.5 1.5 0 0 1 2.5-2Z',
  heart: 'M12 20C4 14 3 10 4 7.5c1.5-3.5 6-3.5 8 .5 2-4 6.5-4 8-.5 1 2.5 0 6.5-8 12.5Z',
  home: 'M3 11 12 4l9 7M6 10v10h12V10M10 20v-6h4v6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5.5M12 7.5v.5',
  lock: 'M5 11h14v10H5ZM8 11V7a4 4 0 0 1 8 0v4',
  mail: 'M3 6h18v13H3ZM3 7l9 7 9-7',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2.5.8 3.5 2.8 3.5 5.5',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-5 3.5-7 8-7s8 2 8 7',
  phone:
    'M5 3h4l2 5-2.5 2c1 2.5 3 4.5 5.5 5.5l2-2.5 5 2v4c0 1-1 2-2 2C10 20.5 3.5 14 3 5c0-1 1-2 2-2Z',
  pin: 'M12 21c-5-6-7-9-7-11.5a7 7 0 0 1 14 0C19 12 17 15 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  print: 'M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7Z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9.5C7.5 20 4 17 4 12V6ZM8.5 12l2.5 2.5 4.5-5',
  software: 'M3 5h18v12H3ZM8 21h8M12 17v4',
  warning: 'M12 3 22 20H2ZM12 10v4M12 17v.5',
} as const;

export type IconName = keyof typeof PATHS;
export const ICON_NAMES = Object.keys(PATHS) as readonly IconName[];

/** Always beside a text that says the same: the picture itself is silent. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class="rf-icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
