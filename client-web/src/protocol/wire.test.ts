/** The canonical frames of the protocol crate, from the browser's side. */
import { describe, expect, it, vi } from "vitest";
import clientJsonl from "../../../protocol/wire/client.jsonl?raw";
import serverJsonl from "../../../protocol/wire/server.jsonl?raw";
import { Commands } from "../core/commands";
import { fold, foldAll } from "../core/fold";
import { Connection } from "../core/socket";
import { FakeSocket } from "../test/stage";
import { clientFrames, serverFrames } from "./generated/wire";
import type { ClientFrame, ServerFrame, Update, View } from "./index";
import { REFUSAL_CODES } from "./index";

const lines = (text: string) => text.trimEnd().split("\n");
const clientLines = lines(clientJsonl);
const serverLines = lines(serverJsonl);

const views: View[] = serverFrames.flatMap((frame) =>
  frame.type === "welcome" && frame.state.kind === "view" ? [frame.state.view] : [],
);
const updates: Update[] = serverFrames.flatMap((frame) => {
  if (frame.type === "update") return frame.updates;
  return frame.type === "welcome" && frame.state.kind === "delta" ? frame.state.updates : [];
});

/** What a view is made of: folding must return all of it, and nothing else. */
const slices = Object.keys(views[0] ?? {}).sort();

describe("the generated frames", () => {
  it("are the committed lines", () => {
    expect(clientFrames).toEqual(clientLines.map((line) => JSON.parse(line)));
    expect(serverFrames).toEqual(serverLines.map((line) => JSON.parse(line)));
  });

  it("are written by a browser as they are written by the server", () => {
    expect(clientFrames.map((frame) => JSON.stringify(frame))).toEqual(clientLines);
    expect(serverFrames.map((frame) => JSON.stringify(frame))).toEqual(serverLines);
  });

  it("hold a refusal for every code there is", () => {
    const codes = serverFrames.flatMap((frame) => (frame.type === "refused" ? [frame.code] : []));
    expect(codes).toEqual([...REFUSAL_CODES]);
  });

  it("hold whole views, full and empty, and updates of every kind", () => {
    expect(views).toHaveLength(2);
    expect(updates.length).toBeGreaterThan(50);
  });
});

describe("folding", () => {
  it.each(updates)("takes $feature $type as it is, and a second time as nothing", (update) => {
    for (const view of views) {
      const once = fold(view, update);
      expect(Object.keys(once).sort()).toEqual(slices);
      expect(fold(once, update)).toEqual(once);
    }
  });

  it("leaves the view it was given as it was", () => {
    for (const view of views) {
      const before = structuredClone(view);
      foldAll(view, updates);
      expect(view).toEqual(before);
    }
  });

  it("shows afterwards what the update said", () => {
    for (const update of updates) {
      for (const view of views) {
        const shown = JSON.stringify(fold(view, update));
        for (const [key, value] of Object.entries(update)) {
          if (["feature", "type"].includes(key) || update.type.endsWith("_gone")) continue;
          expect(shown).toContain(JSON.stringify(value));
        }
      }
    }
  });

  it("forgets everything when it is told the whole", () => {
    for (const view of views) {
      const whole: Update = { feature: "view", type: "whole", view };
      for (const held of views) expect(fold(foldAll(held, updates), whole)).toEqual(view);
    }
  });
});

/** A connection of the client's own over a socket that notes the very characters sent. */
function connection(hello: ClientFrame) {
  const sent: string[] = [];
  const heard: ServerFrame[] = [];
  const ends: number[] = [];
  const socket = new FakeSocket();
  vi.spyOn(socket, "send").mockImplementation((text) => void sent.push(text));
  const line = new Connection(() => socket, "wss://rondo.example/ws", hello, {
    frame: (frame) => heard.push(frame),
    end: (code) => ends.push(code),
    pinged: () => {},
  });
  socket.accept();
  return { line, socket, sent, heard, ends };
}

const ping: ClientFrame = { type: "ping" };

describe("the client", () => {
  it("says hello, asks for tokens and pings in the canonical form", () => {
    const said = clientFrames.filter((frame) => frame.type !== "command");
    const sent = said.flatMap((frame) => {
      const { line, sent } = connection(frame.type === "hello" ? frame : ping);
      if (frame.type !== "hello") line.send(frame);
      line.close();
      return sent.slice(-1);
    });
    expect(sent).toEqual(clientLines.filter((line) => !line.startsWith('{"type":"command"')));
  });

  it("numbers and says commands in the canonical form, at once and after a drop", () => {
    const said = clientFrames.filter((frame) => frame.type === "command");
    for (const { n, command } of said) {
      const { line, sent } = connection(ping);
      sent.splice(0);
      const commands = new Commands();
      commands.connected(n - 1, (frame) => line.send(frame));
      void commands.ask(command);
      commands.disconnected();
      commands.connected(n - 1, (frame) => line.send(frame));
      line.close();
      const canonical = JSON.stringify({ type: "command", n, command });
      expect(clientLines).toContain(canonical);
      expect(sent).toEqual([canonical, canonical]);
    }
  });

  it("reads every frame of the server", () => {
    const { line, socket, heard, ends } = connection(ping);
    for (const frame of serverFrames) socket.tell(frame);
    expect(heard).toEqual(serverFrames);
    expect(ends).toEqual([]);
    line.close();
  });
});
