/** The page's own line icons, 16 × 16, drawn with the colour of the text around them. */
const paths = {
  overview: 'M2.5 13.5h11M4 11V7.5M8 11V3.5M12 11V6',
  bounces: 'M2.5 4.5h11v7h-11zM2.5 5l5.5 4 5.5-4',
  messages: 'M3 3.5h10v7H7.5L4.5 13v-2.5H3z',
  suppressions: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6',
  queue: 'M3 4h10M3 8h10M3 12h6',
  lab: 'M6 2.5h4M6.5 2.5v4L3 12.2c-.4.7 0 1.3.8 1.3h8.4c.8 0 1.2-.6.8-1.3L9.5 6.5v-4M5 10h6',
  providers:
    'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM2.5 8h11M8 2.5c2 1.6 2.8 3.4 2.8 5.5S10 11.9 8 13.5C6 11.9 5.2 10.1 5.2 8S6 4.1 8 2.5z',
  lists: 'M6 4.5h7.5M6 8h7.5M6 11.5h7.5M2.8 4.5h.4M2.8 8h.4M2.8 11.5h.4',
  senders: 'M2.5 8L13.5 3l-4 10.5L7.5 9.5zM7.5 9.5L13.5 3',
  incidents: 'M8 2.5l6 10.5H2zM8 6.5v3M8 11.2v.3',
  alerts: 'M4 11.5V7a4 4 0 0 1 8 0v4.5l1 .5H3zM6.7 14h2.6',
  sources: 'M8 2.5v7M5 6.8l3 3 3-3M2.5 11v2.5h11V11',
  webhooks: 'M6 3.5a3 3 0 0 1 4 3.5l-1 .2M5 12.5a3 3 0 0 1-1-5M11 12.5H6M6.5 7L4.5 11M9 6.5l2.5 4a2.2 2.2 0 1 1-.5 3.8',
  simulator: 'M4.5 3.5l8 4.5-8 4.5z',
  setup: 'M3 8.5l3.2 3.2L13 4.5',
  settings:
    'M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 2v1.6M8 12.4V14M2 8h1.6M12.4 8H14M3.8 3.8l1.1 1.1M11.1 11.1l1.1 1.1M12.2 3.8l-1.1 1.1M4.9 11.1l-1.1 1.1',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3.5 8h.2M8 8h.2M12.5 8h.2',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h7.5V13H5.5zM3 10.5V3h7.5',
  theme: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  ok: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM5.5 8.2l1.8 1.8 3.3-3.8',
  watch: 'M8 2.5l6 10.5H2zM8 6.5v3M8 11.2v.3',
  bad: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6 6l4 4M10 6l-4 4',
  none: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM5.5 8h5',
  next: 'M6 3.5L10.5 8 6 12.5',
  star: 'M8 2.6l1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.3l-3.4 1.8.7-3.8L2.5 6.6l3.8-.5z',
  open: 'M6.5 3.5H3.5v9h9v-3M9 3h4v4M13 3L7.5 8.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
