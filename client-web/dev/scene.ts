/** One state of one part of the room, to look at. */
import type { ReactNode } from "react";
import type { SavedTemplate, View } from "../src/protocol";
import type { FakeRoom } from "../src/test/room";

export interface Scene {
  name: string;
  /** Where it would stand; `room` draws the whole of it. */
  place: "side" | "side right" | "notices" | "stage" | "header" | "room";
  view: View;
  draw: () => ReactNode;
  before?: (room: FakeRoom) => void;
  saved?: SavedTemplate[];
  /** The clock stands. */
  still?: boolean;
}
