"""What a client of Rondo needs, section by section of docs/protocol.md, and nothing else."""

import asyncio
import json
import random
import urllib.error
import urllib.request

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, WebSocketException

SUBPROTOCOL = "rondo.v1"
UNREADABLE, FLOOD = 4400, 4429
STOP = {4409: "moved", 4410: "over", 4411: "removed"}


class Failed(Exception):
    """Something that the page does not allow."""


def saw(what, **more):
    print(json.dumps({"saw": what, **more}), flush=True)


class Corridor:
    """Section 1: the way in over HTTP."""

    def __init__(self, origin):
        self.origin = origin
        self.cookie = None
        self.name = None

    def ask(self, method, path, body=None):
        headers = {"Origin": self.origin}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookie = cookie.split(";")[0]
            return json.load(answer)

    def open(self, token):
        invited = self.ask("POST", "/api/invitations/open", {"token": token})
        self.name = invited["as"]
        if not self.cookie.startswith(f"__Host-rondo_{self.name}="):
            raise Failed("the invitation set another cookie than its own")
        return invited

    def session(self):
        return self.ask("GET", f"/api/invitations/{self.name}")["session"]

    def ticket(self, session):
        return self.ask("POST", "/api/ticket", {"session": session, "as": self.name})["ticket"]


def put(entries, entry, key):
    kept = [e for e in entries if e[key] != entry[key]]
    return sorted([*kept, entry], key=lambda e: e[key])


def fold(view, update):
    """Section 4: replacement by key."""
    match update["feature"], update["type"]:
        case "view", "whole":
            return update["view"]
        case ("session", k) | ("roster", "me" as k) | ("floor", k) | ("checkins", k) | ("feedback", k):
            return {**view, k: update[k]}
        case "roster", "absent":
            return {**view, "absent": update["names"]}
        case "conversation", "mode":
            return {**view, "lines_mode": update["mode"]}
        case "observation", "notes":
            return {**view, "notes": put(view["notes"], update["notes"], "seat")}
        case _, ("seat" | "line" | "alert") as k:
            return {**view, k + "s": put(view[k + "s"], update[k], k)}
        case _, ("seat_gone" | "line_gone" | "alert_gone") as gone:
            k = gone.removesuffix("_gone")
            return {**view, k + "s": [e for e in view[k + "s"] if e[k] != update[k]]}
        case other:
            raise Failed(f"an update the page does not know: {other}")


class Member:
    """Sections 2 to 5: one person's line to one session, over as many connections as it takes."""

    def __init__(self, corridor, session):
        self.corridor = corridor
        self.session = session
        self.websocket = None
        self.view = None
        self.log_id = None
        self.seq = 0
        self.next_n = 1
        self.unanswered = {}
        self.answers = {}
        self.tokens = {}
        self.changed = asyncio.Condition()
        self.reader = None
        self.welcomes = 0
        self.stopped = False
        self.failure = None

    async def connect(self):
        """One try: ticket, upgrade, hello, welcome, and what was unanswered said again."""
        ticket = await asyncio.to_thread(self.corridor.ticket, self.session)
        self.websocket = await connect(
            self.corridor.origin.replace("http", "ws", 1) + "/ws",
            origin=self.corridor.origin,
            subprotocols=[SUBPROTOCOL],
            max_size=None,
            proxy=None,
        )
        if self.websocket.subprotocol != SUBPROTOCOL:
            raise Failed("the server did not agree to the subprotocol")
        resume = self.log_id and {"log_id": self.log_id, "last_seq": self.seq}
        await self.send({"type": "hello", "ticket": ticket, "resume": resume})
        welcome = json.loads(await self.websocket.recv())
        if welcome["type"] != "welcome":
            raise Failed(f"a {welcome['type']} came before the welcome")
        self.welcome(welcome)
        for n, command in self.unanswered.items():
            await self.send({"type": "command", "n": n, "command": command})
        self.reader = asyncio.create_task(self.read())

    def welcome(self, frame):
        if self.log_id not in (None, frame["log_id"]):
            self.unanswered.clear()
            self.next_n = 1
        state = frame["state"]
        if state["kind"] == "view":
            self.view = state["view"]
        elif frame["log_id"] == self.log_id and state["prev"] == self.seq:
            for update in state["updates"]:
                self.view = fold(self.view, update)
        else:
            raise Failed("a delta that starts elsewhere")
        self.log_id, self.seq = frame["log_id"], frame["seq"]
        self.next_n = max(self.next_n, frame["last_command"] + 1)
        self.welcomes += 1
        saw("welcome", kind=state["kind"], seat=frame["seat"], seq=self.seq)

    async def come_back(self, n=0):
        """Section 9: again and again, longer each time and with chance in it."""
        while True:
            ceiling = min(10, 0.5 * 2**n)
            await asyncio.sleep(random.uniform(ceiling / 2, ceiling))
            try:
                return await self.connect()
            except urllib.error.HTTPError as error:
                if error.code in (401, 409):
                    raise
            except (OSError, WebSocketException):
                pass
            n += 1

    async def read(self):
        """Takes in what comes until the connection ends, and comes back unless that was the end."""
        try:
            async for text in self.websocket:
                self.take(json.loads(text))
                await self.tell()
        except ConnectionClosed:
            pass
        except Failed as failure:
            self.failure = failure
            return await self.tell()
        code = self.websocket.close_code
        saw("closed", code=code, why=STOP.get(code))
        if code == UNREADABLE:
            self.failure = Failed("we sent what is no frame")
        self.stopped = code in STOP
        await self.tell()
        if not self.stopped and self.failure is None:
            await self.come_back(3 if code == FLOOD else 0)

    async def tell(self):
        async with self.changed:
            self.changed.notify_all()

    def take(self, frame):
        match frame["type"]:
            case "update":
                if frame["seq"] <= self.seq:
                    return
                if frame["prev"] != self.seq or frame["seq"] - frame["prev"] != len(frame["updates"]):
                    raise Failed("something was lost on the way")
                for update in frame["updates"]:
                    self.view = fold(self.view, update)
                self.seq = frame["seq"]
            case "ok":
                self.unanswered.pop(frame["n"], None)
                self.answers[frame["n"]] = frame
            case "refused":
                self.unanswered.pop(frame["n"], None)
                self.answers[frame["n"]] = frame
            case "token":
                self.tokens[frame["box_id"]] = frame

    async def send(self, frame):
        await self.websocket.send(json.dumps(frame, ensure_ascii=False))

    async def say(self, feature, kind, /, **more):
        """Sends a command and gives its number without waiting for the answer."""
        n, self.next_n = self.next_n, self.next_n + 1
        self.unanswered[n] = {"feature": feature, "type": kind, **more}
        await self.send({"type": "command", "n": n, "command": self.unanswered[n]})
        return n

    async def until(self, holds):
        """Waits for something to be so, and fails if the reader did."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.failure or holds())
        if self.failure:
            raise self.failure

    async def answer(self, n):
        """Waits for the answer, and for the view to stand where it leads."""
        await self.until(lambda: n in self.answers)
        answer = self.answers[n]
        if answer["type"] == "refused":
            raise Failed(f"refused: {answer['code']}")
        await self.until(lambda: self.seq >= answer["seq"])

    async def ask(self, feature, kind, /, **more):
        await self.answer(await self.say(feature, kind, **more))

    def drop(self):
        """As a network drops: without a word."""
        self.reader.cancel()
        self.websocket.transport.abort()
        saw("dropped")

    async def close(self):
        """Goes away without leaving: the seat stays for a while."""
        self.reader.cancel()
        await self.websocket.close()

    @property
    def seat(self):
        return self.view["me"]["seat"]

    def turn(self):
        """The turn one holds, if one does."""
        turn = self.view["floor"] and self.view["floor"]["turn"]
        return turn if turn and turn["holder"] == self.seat else None

    def is_offered(self):
        turn_round = self.view["floor"] and self.view["floor"]["round"]
        return bool(turn_round) and turn_round["offered"] == self.seat

    def box(self, *stages):
        """The anonymous box, if it is at one of these stages."""
        box = self.view["box"]
        return box if box and box["stage"] in stages else None

    def lines(self, text):
        return [line["line"] for line in self.view["lines"] if line["text"] == text]
