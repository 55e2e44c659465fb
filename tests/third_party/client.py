#!/usr/bin/env python3
"""A client of Rondo by somebody else: written from docs/protocol.md alone, sharing no line with ours.

It lives one member's evening and checks on the way that the page told the truth:

    come in by an invitation, accept the ground rules, be let in, raise a hand or accept the turn
    that a round offers, say a wish, drop off the network with a line unanswered, come back and
    resume, see the line once, end the turn, leave.

    python3 tests/third_party/client.py --url http://127.0.0.1:7400 --token=TOKEN

With --box it takes part in an anonymous box instead of speaking: ask for a token, drop off the
network, come back and ask again, verify the token, wait for the close, post an envelope at some
moment of the eight seconds after it, find the receipt, wait for what the group is shown, leave.

    --url      the server's public address, as a browser writes an origin
    --token    the token of the invitation: what follows `/#/join/` in its link; it may begin with `-`
    --name     the name to show (default: Robin)
    --line     the line to write during the turn (default: "Hello from another client.")
    --by       how to come to speak: `hand` raises one, `round` waits for an offer (default: hand)
    --box      the words to put into an anonymous box
    --stay     do not leave at the end, only close the connection
    --timeout  seconds for everything together (default: 60)

A therapist has to do their part meanwhile: let the member in, start the session, and either call
hands, start a round, or open a box and settle it. One JSON object is printed per line for each thing
seen, {"saw": ...}:

    invited, connected, welcome, rules_accepted, let_in, hand_raised, offered, turn, wish, dropped,
    resumed, line, turn_ended, token, words, posted, counted, shown, left, and closed with its code; at
    last {"saw": "done"} or {"saw": "failed", "why": ...}.

Exits with 0 if all of it happened and with 1 if not. Needs Python 3.11 and requirements.txt.
"""

import argparse
import asyncio
import sys
import urllib.error

import box
from rondo import Corridor, Failed, Member, saw
from websockets.exceptions import WebSocketException


async def comes_in(options):
    corridor = Corridor(options.url.rstrip("/"))
    invited = await asyncio.to_thread(corridor.open, options.token)
    saw("invited", role=invited["role"], session=invited["session"])
    session = invited["session"]
    while session is None:
        await asyncio.sleep(1)
        session = await asyncio.to_thread(corridor.session)
    member = Member(corridor, session)
    await member.connect()
    saw("connected", seat=member.seat)

    if member.view["me"]["standing"] == "arriving":
        version = member.view["session"]["ground_rules"]["version"]
        await member.ask("session", "accept_rules", version=version, name=options.name)
        saw("rules_accepted", version=version)
    await member.until(lambda: member.view["me"]["standing"] == "in")
    saw("let_in", name=member.view["me"]["name"])

    await member.until(lambda: member.view["session"]["phase"] == "live")
    return member


async def speaks(member, options):
    if options.by == "hand":
        await member.ask("floor", "raise_hand", kind="speak", private=False)
        saw("hand_raised", hands=[hand["seat"] for hand in member.view["floor"]["hands"]])
    else:
        await member.until(member.is_offered)
        saw("offered")
        await member.ask("floor", "accept_turn")
    await member.until(member.turn)
    turn = member.turn()
    saw("turn", turn=turn["turn"], kind=turn["kind"])
    await member.ask("floor", "say_wish", wish="just_listen")
    saw("wish", wish=member.turn()["wish"])

    n = await member.say("conversation", "say", audience={"to": "everyone"}, text=options.line)
    member.drop()
    await member.come_back()
    await member.answer(n)
    saw("resumed", welcomes=member.welcomes)
    lines = member.lines(options.line)
    if len(lines) != 1:
        raise Failed(f"the line stands {len(lines)} times")
    saw("line", line=lines[0])
    held = member.turn()
    if held is None or held["turn"] != turn["turn"]:
        raise Failed("the turn was lost in the drop")

    await member.ask("floor", "end_turn", turn=turn["turn"], next=None)
    await member.until(lambda: member.turn() is None)
    saw("turn_ended", last_speaker=member.view["floor"]["last_speaker"])


async def gives(member, options):
    """Section 10."""
    await member.until(lambda: member.box("open"))
    part = box.Part(member.box("open"))
    await member.send(part.question())
    member.drop()
    await member.come_back()
    await member.send(part.question())
    await member.until(lambda: part.box_id in member.tokens)
    part.take(member.tokens[part.box_id])
    saw("token", present=member.view["box"]["present"])
    saw("words", numbers=box.word_numbers(part.box_id, part.key))
    await member.until(lambda: not member.box("open"))
    if not member.box("collecting"):
        raise Failed(f"the box is {member.view['box'] and member.view['box']['stage']}")
    envelope = part.seal(options.box)
    await box.bring(member.corridor.origin, part.box_id, envelope)
    saw("posted")

    await member.until(lambda: not member.box("collecting"))
    sealed = member.box("sealed", "settled")
    if not sealed or box.receipt(envelope) not in sealed["receipts"]:
        raise Failed("the envelope was not counted")
    saw("counted", envelopes=sealed["envelopes"])
    await member.until(lambda: member.box("settled"))
    saw("shown", texts=[slip["text"] for slip in member.view["box"]["shown"]])


async def evening(options):
    member = await comes_in(options)
    if options.box is None:
        await speaks(member, options)
    else:
        await gives(member, options)
    if options.stay:
        return await member.close()
    await member.ask("roster", "leave")
    saw("left")
    await member.until(lambda: member.stopped)


async def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--name", default="Robin")
    parser.add_argument("--line", default="Hello from another client.")
    parser.add_argument("--by", choices=["hand", "round"], default="hand")
    parser.add_argument("--box")
    parser.add_argument("--stay", action="store_true")
    parser.add_argument("--timeout", type=float, default=60)
    options = parser.parse_args()
    try:
        async with asyncio.timeout(options.timeout):
            await evening(options)
    except TimeoutError:
        saw("failed", why="time is up")
        return 1
    except urllib.error.HTTPError as error:
        saw("failed", why=f"{error.code} {error.read().decode(errors='replace')}")
        return 1
    except (Failed, box.NoPart, OSError, WebSocketException) as error:
        saw("failed", why=f"{type(error).__name__}: {error}")
        return 1
    saw("done")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
