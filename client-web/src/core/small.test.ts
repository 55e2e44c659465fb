import { describe, expect, it } from "vitest";
import { quietRoom } from "../test/stage";
import { backoffMs } from "./backoff";
import { ServerClock } from "./clock";
import { Drafts } from "./drafts";
import { parseRoute } from "./route";
import { screenOf } from "./screen";
import { createStore } from "./store";

describe("the server's clock", () => {
  it("stays right when the device's clock is not asked", () => {
    let local = 100;
    const clock = new ServerClock(() => local);
    clock.heard(50_000, clock.mark());
    local += 1_234;
    expect(clock.now()).toBe(51_234);
  });

  it("believes the exchange that travelled fastest", () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    local = 20;
    clock.heard(1_000, 0);
    expect(clock.now()).toBe(1_010);
    local = 2_020;
    clock.heard(9_999, 20);
    expect(clock.now()).toBe(3_010);
    local = 2_022;
    clock.heard(3_001, 2_020);
    expect(clock.now()).toBe(3_002);
  });
});

describe("waiting before coming back", () => {
  it("has a bound and never is nothing", () => {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      expect(backoffMs(attempt, 0)).toBeGreaterThanOrEqual(250);
      expect(backoffMs(attempt, 1)).toBeLessThanOrEqual(10_000);
    }
  });

  it("spreads people out", () => {
    expect(backoffMs(5, 0)).toBeLessThan(backoffMs(5, 1) * 0.6);
  });
});

describe("drafts", () => {
  it("survive a reload within the tab", () => {
    new Drafts("s1").set("line", "half a");
    expect(new Drafts("s1").get("line")).toBe("half a");
  });

  it("of one session are not seen in another", () => {
    new Drafts("s1").set("line", "half a");
    expect(new Drafts("s2").get("line")).toBe("");
  });

  it("for an anonymous box leave no trace on the device", () => {
    const drafts = new Drafts("s1");
    drafts.set("slip", "nobody knows", "memory");
    expect(drafts.get("slip")).toBe("nobody knows");
    expect(sessionStorage).toHaveLength(0);
  });

  it("are gone when cleared, and only theirs", () => {
    sessionStorage.setItem("other", "stays");
    const drafts = new Drafts("s1");
    drafts.set("line", "half a");
    drafts.clear();
    expect(drafts.get("line")).toBe("");
    expect(sessionStorage.getItem("other")).toBe("stays");
  });
});

describe("drafts that are watched", () => {
  it("tell of every change, wherever it came from", () => {
    const drafts = new Drafts("s1");
    const told: string[] = [];
    const stop = drafts.subscribe(() => told.push(drafts.get("slip")));
    drafts.set("slip", "a", "memory");
    drafts.set("slip", "", "memory");
    drafts.set("slip", "b", "memory");
    drafts.clear();
    stop();
    drafts.set("slip", "c", "memory");
    expect(told).toEqual(["a", "", "b", ""]);
  });
});

describe("addresses", () => {
  it.each([
    ["", { to: "groups" }],
    ["#/", { to: "groups" }],
    ["#/groups/new", { to: "new_group" }],
    ["#/groups/g1", { to: "group", group: "g1" }],
    ["#/groups/g1/settings", { to: "group_settings", group: "g1" }],
    ["#/setup/abc", { to: "setup", token: "abc" }],
    ["#/join", { to: "join", token: null }],
    ["#/join/a%2Fb", { to: "join", token: "a/b" }],
    ["#/room/s/as/r", { to: "room", session: "s", as: "r", group: null }],
    ["#/room/s/group/g", { to: "room", session: "s", as: null, group: "g" }],
    ["#/room/s", { to: "room", session: "s", as: null, group: null }],
    ["#/room", { to: "nowhere" }],
    ["#/join/a/b", { to: "nowhere" }],
    ["#/%E0%A4%A", { to: "nowhere" }],
    ["#/a/b/c/d/e/f", { to: "nowhere" }],
  ])("%s", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});

describe("the screen", () => {
  const connected = { is: "connected" } as const;
  const me = quietRoom().me;
  const session = quietRoom().session;

  it.each(["arriving", "waiting", "removed", "left"] as const)(
    "of somebody %s is that of their standing",
    (standing) => {
      const view = quietRoom({ me: { ...me, standing } });
      expect(screenOf({ link: connected, view }).is).toBe(standing);
    },
  );

  it("of a member is over when the session closes; a therapist's is not", () => {
    const closing = { ...session, phase: "closing" } as const;
    expect(screenOf({ link: connected, view: quietRoom({ session: closing }) }).is).toBe("over");
    const left = quietRoom({ session: closing, me: { ...me, standing: "left" } });
    expect(screenOf({ link: { is: "over" }, view: left }).is).toBe("over");
    const therapist = { ...me, role: "therapist" } as const;
    const view = quietRoom({ session: closing, me: therapist });
    expect(screenOf({ link: connected, view }).is).toBe("room");
  });

  it("stays the room during a drop", () => {
    const link = { is: "reconnecting", attempt: 1, offline: false } as const;
    expect(screenOf({ link, view: quietRoom() }).is).toBe("room");
  });
});

describe("a store", () => {
  it("tells of changes only", () => {
    const store = createStore(1);
    let told = 0;
    const stop = store.subscribe(() => {
      told += 1;
    });
    store.set(1);
    store.set(2);
    stop();
    store.set(3);
    expect(told).toBe(1);
  });
});
