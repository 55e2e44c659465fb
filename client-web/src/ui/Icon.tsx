/** The few drawn signs of the client. Always beside words or with a label of their own, never alone. */

const paths = {
  everyone:
    "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 19c.3-3.6 2.7-5.5 6-5.5s5.7 1.9 6 5.5M16 10.5a2.5 2.5 0 1 0 0-5M17 13.6c2.5.3 4.2 2.1 4.5 5.4",
  person:
    "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.5 20c.4-4 3.3-6 7.5-6s7.1 2 7.5 6",
  lock: "M6 10.5h12v9H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5",
  unlock: "M6 10.5h12v9H6zM8.5 10.5V8a3.5 3.5 0 0 1 6.8-1.2",
  unsigned:
    "M4 4l16 16M9.9 5.3A9.5 9.5 0 0 1 12 5c5 0 8.5 4.5 9.5 7a13 13 0 0 1-3 4.2M6.5 7.2A13 13 0 0 0 2.5 12c1 2.5 4.5 7 9.5 7 1.7 0 3.2-.5 4.5-1.2",
  eye: "M2.5 12C3.5 9.5 7 5 12 5s8.5 4.5 9.5 7c-1 2.5-4.5 7-9.5 7s-8.5-4.5-9.5-7ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  device: "M7.5 3h9v18h-9zM11 18h2",
  envelope: "M3.5 6h17v12.5h-17zM4 7l8 6.5L20 7",
  circle: "M12 18.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z",
  check: "M5 12.5l4.5 4.5L19 7",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  down: "M6 9.5l6 6 6-6",
  up: "M6 14.5l6-6 6 6",
  right: "M9.5 6l6 6-6 6",
  left: "M14.5 6l-6 6 6 6",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  link: "M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12.2 6.1M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.4-1.4",
  warning: "M12 4l9 16H3zM12 10v4.5M12 17.3h.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.7h.01",
  heart:
    "M12 20C6 15.5 3.5 12.5 3.5 9.2A4.4 4.4 0 0 1 12 7.5a4.4 4.4 0 0 1 8.5 1.7C20.5 12.5 18 15.5 12 20Z",
  hand: "M7 12.5V6.8a1.4 1.4 0 0 1 2.8 0V11 4.9a1.4 1.4 0 0 1 2.8 0V11 5.8a1.4 1.4 0 0 1 2.8 0V12 8.3a1.4 1.4 0 0 1 2.8 0v6.2c0 4-2.5 6.5-6 6.5-3 0-4.5-1.5-6-4l-2.4-4a1.5 1.5 0 0 1 2.5-1.6z",
  pause: "M9 5.5v13M15 5.5v13",
  play: "M8 5.5l10.5 6.5L8 18.5z",
  next: "M6 6l8 6-8 6zM17.5 6v12",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.3l3.5 2",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  theme: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 3.5v17M12 7.5h7M12 12h8.5M12 16.5h7",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  edit: "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5z",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
  door: "M6 20.5v-17h9v17M3.5 20.5h17M12 12h.01",
  send: "M4.5 12L20 4.5 15 20l-3.5-6.5z",
  drag: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  menu: "M4 7h16M4 12h16M4 17h16",
  away: "M5 8h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 9.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 5V3.5M12.5 5V3.5",
} as const;

export type IconName = keyof typeof paths;

/** Always decorative. `size` in em, so that it grows with the words beside it. */
export function Icon({ name, size = 1.25 }: { name: IconName; size?: number }) {
  const dots = name === "more" || name === "drag";
  return (
    <svg
      width={`${size}em`}
      height={`${size}em`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={dots ? 2.8 : 1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
