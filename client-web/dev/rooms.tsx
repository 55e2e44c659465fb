/**
 * The whole room in any state, to look at while drawing.
 *
 * `/dev/rooms.html` lists the states; `?state=round&role=therapist` shows one, `&theme=dark` in the
 * dark, `&still` with the clock standing. Part of development only.
 */
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "../src/ui/tokens.css";
import "../src/ui/base.css";
import { createRoot } from "react-dom/client";
import { RoomBody } from "../src/app/room/RoomBody";
import { RoomProvider } from "../src/bind/room";
import { fakeRoom } from "../src/test/room";
import { stateOf, states } from "../src/test/states";
import { Announcer, Notices, SkipLink, UiProvider } from "../src/ui";

const query = new URLSearchParams(window.location.search);
const name = query.get("state");
const role = query.get("role") ?? "member";
const theme = query.get("theme");
if (theme !== null) document.documentElement.dataset.theme = theme;
const root = createRoot(document.getElementById("root") as HTMLElement);

// No server stands behind it.
window.fetch = async (input) =>
  String(input).includes("/templates")
    ? Response.json({ templates: [] })
    : new Response(null, { status: 204 });

if (name === null) {
  root.render(
    <main>
      <h1>Rooms</h1>
      <ul>
        {states.map((state) => (
          <li key={state}>
            {state}: <a href={`?state=${state}`}>member</a>{" "}
            <a href={`?state=${state}&role=therapist`}>therapist</a>
          </li>
        ))}
      </ul>
    </main>,
  );
} else {
  const started = performance.now();
  const clock = () => (query.has("still") ? 0 : performance.now() - started);
  const room = await fakeRoom(stateOf(name, role), clock);
  // For the console and for scripts: `show("paused")`.
  Object.assign(window, { room, show: (next: string) => room.show(stateOf(next, role)) });
  root.render(
    <UiProvider>
      <SkipLink />
      <RoomProvider session={room.session} group={null}>
        <RoomBody />
      </RoomProvider>
      <Notices />
      <Announcer />
    </UiProvider>,
  );
}
