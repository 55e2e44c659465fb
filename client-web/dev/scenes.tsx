/**
 * Scenes of the room without a server, to look at while drawing: one for each state of a feature.
 *
 * `/dev/` lists them, `/dev/?scene=help-told` shows one. Part of development only: the build starts
 * from `/index.html` and never comes here.
 */
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "../src/ui/tokens.css";
import "../src/ui/base.css";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { RoomProvider } from "../src/bind/room";
import { fakeRoom } from "../src/test/room";
import { Announcer, Notices, UiProvider } from "../src/ui";
import { scenes } from "./list";
import "./scenes.css";

const name = new URLSearchParams(window.location.search).get("scene");
const root = createRoot(document.getElementById("root") as HTMLElement);
const scene = scenes.find((one) => one.name === name);

// No server stands behind the scenes; saved check-ins are the cast's.
window.fetch = async (input) =>
  String(input).includes("/templates")
    ? Response.json({ templates: scene?.saved ?? [] })
    : new Response(null, { status: 204 });

function frame(children: ReactNode) {
  root.render(
    <UiProvider>
      {children}
      <Notices />
      <Announcer />
    </UiProvider>,
  );
}

if (scene === undefined) {
  frame(
    <main className="list">
      <h1>Scenes</h1>
      <ul>
        {scenes.map((one) => (
          <li key={one.name}>
            <a href={`?scene=${one.name}`}>{one.name}</a>
          </li>
        ))}
      </ul>
    </main>,
  );
} else {
  const started = performance.now();
  const room = await fakeRoom(scene.view, () => (scene.still ? 0 : performance.now() - started));
  room.session.drafts.clear();
  scene.before?.(room);
  const drawn = (
    <RoomProvider session={room.session} group="2c1f8c1e-1111-4222-8333-944445555666">
      {scene.draw()}
    </RoomProvider>
  );
  frame(
    scene.place === "room" ? (
      drawn
    ) : (
      <main className={`scene ${scene.place}`}>
        <h1 className="name">{scene.name}</h1>
        {drawn}
      </main>
    ),
  );
}
