"""Section 10 of docs/protocol.md: one member's part in an anonymous box, from nonce to receipt."""

import asyncio
import hashlib
import hmac
import http.client
import secrets
import time
import uuid
from urllib.parse import urlsplit

import voprf

ENVELOPE, CONTENT = 2048, 1500
LABEL = b"rondo box envelope v1"
# Seconds: to post within, until the seal, and before another try.
SPREAD, SEAL, AGAIN = 8, 10, 0.7


class NoPart(Exception):
    """This client cannot take part in the box, or its envelope did not get away."""


def mac(token, box_id, nonce, rest):
    message = LABEL + uuid.UUID(box_id).bytes + nonce + rest
    return hmac.digest(token, message, "sha512")


def envelope(token, box_id, nonce, content, padding=secrets.token_bytes):
    """10.4. Of `padding` as many bytes are asked for as are left."""
    if len(content) > CONTENT:
        raise NoPart(f"{len(content)} bytes are too many for an envelope")
    rest = len(content).to_bytes(2, "big") + content
    rest += padding(ENVELOPE - 96 - len(rest))
    return nonce + mac(token, box_id, nonce, rest) + rest


def receipt(envelope):
    """10.5, as it stands in the view."""
    return hashlib.sha256(envelope).hexdigest()


def word_numbers(box_id, key):
    """10.7. Which words of the list stand for this box, to be compared aloud."""
    password, salt = uuid.UUID(box_id).bytes + key, b"rondo box words v1"
    made = hashlib.pbkdf2_hmac("sha512", password, salt, 100_000, 8)
    bits = int.from_bytes(made, "big") >> 20
    return [bits >> shift & 2047 for shift in (33, 22, 11, 0)]


class Part:
    """What one member's client holds for one box. Drawn anew for each, and in memory only."""

    def __init__(self, box):
        self.box_id = box["box_id"]
        self.key = bytes.fromhex(box["key"])
        self.nonce = secrets.token_bytes(32)
        self.blind = voprf.new_blind()
        self.blinded = voprf.blind(self.nonce, self.blind)
        self.token = None

    def question(self):
        """10.2."""
        return {"type": "ask_token", "box_id": self.box_id, "blinded": self.blinded.hex()}

    def take(self, answer):
        """Verifies what came with the key of the view, and keeps the token."""
        if answer["evaluation"] is None:
            raise NoPart("there is no token for this seat")
        if answer["blinded"] != self.blinded.hex():
            raise NoPart("this seat's token was made for another page")
        evaluated = bytes.fromhex(answer["evaluation"]["evaluated"])
        proof = bytes.fromhex(answer["evaluation"]["proof"])
        try:
            self.token = voprf.finalize(
                self.nonce, self.blind, evaluated, self.blinded, self.key, proof
            )
        except voprf.Invalid as why:
            raise NoPart(f"this box cannot be trusted: {why}") from why
        self.blind = None

    def seal(self, words):
        """Words as they are, in the one envelope the token is good for."""
        return envelope(self.token, self.box_id, self.nonce, words.encode())


def post(origin, box_id, envelope):
    """One request with nothing in it that says who. Raises OSError if nobody answers."""
    server = urlsplit(origin)
    kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
    connection = kinds[server.scheme](server.hostname, server.port, timeout=SEAL)
    try:
        headers = {"Content-Type": "application/octet-stream"}
        connection.request("POST", f"/anon/{box_id}", envelope, headers)
        answer = connection.getresponse()
        if (answer.status, answer.read()) != (204, b""):
            raise NoPart(f"{answer.status} for an envelope")
    except http.client.HTTPException as error:
        raise OSError(error) from error
    finally:
        connection.close()


async def bring(origin, box_id, envelope):
    """Posts at some moment of the spread; unanswered, the same bytes again until the seal."""
    seal = time.monotonic() + SEAL
    await asyncio.sleep(SPREAD * secrets.randbelow(2**32) / 2**32)
    while True:
        try:
            return await asyncio.to_thread(post, origin, box_id, envelope)
        except OSError as error:
            if time.monotonic() + AGAIN >= seal:
                raise NoPart("no envelope could be posted") from error
            await asyncio.sleep(AGAIN)
