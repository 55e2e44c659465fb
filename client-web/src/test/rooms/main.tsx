/** Shows one fixture: `?state=round&role=therapist`. Served in development only, never built. */
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "../../ui/tokens.css";
import "../../ui/base.css";
import { createRoot } from "react-dom/client";
import { RoomBody } from "../../app/room/RoomBody";
import { RoomProvider } from "../../bind/room";
import { Announcer, Notices, SkipLink, UiProvider } from "../../ui";
import { now } from "../cast";
import { fixtureRoom } from "./room";
import { stateOf } from "./states";

const query = new URLSearchParams(window.location.search);
const started = performance.now();
const clock = () => now + (query.has("still") ? 0 : performance.now() - started);
const name = query.get("state") ?? "round";
const role = query.get("role") ?? "member";
const room = fixtureRoom(stateOf(name, role), clock);
const theme = query.get("theme");
if (theme !== null) document.documentElement.dataset.theme = theme;
Object.assign(window, {
  room,
  show: (next: string) => room.show(stateOf(next, role)),
});
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(
  <UiProvider>
    <SkipLink />
    <RoomProvider session={room.session} group={null}>
      <RoomBody />
    </RoomProvider>
    <Notices />
    <Announcer />
  </UiProvider>,
);
