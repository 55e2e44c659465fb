#!/usr/bin/env python3
"""Holds box.py to our own vectors, to the example on the page, and to ending where the page says so.

    python3 tests/third_party/test_box.py

The envelopes are those that the Rust and the TypeScript tests read. Needs nothing but Python 3.11.
"""

import json
import unittest
from pathlib import Path

import box
import voprf
from test_voprf import evaluate
from voprf import GENERATOR

ROOT = Path(__file__).resolve().parents[2]
BOX = json.loads((ROOT / "protocol" / "wire" / "envelope.json").read_text())
PLAIN = {"what", "content"}
ENVELOPES = [
    {name: figure if name in PLAIN else bytes.fromhex(figure) for name, figure in v.items()}
    for v in BOX["envelopes"]
]


class TheEnvelopes(unittest.TestCase):
    """envelope.json: each from the nonce to the receipt."""

    @staticmethod
    def padding(length):
        return bytes(j % 251 for j in range(length))

    def test_there_is_one_of_each_kind(self):
        kinds = [v["content"] for v in ENVELOPES]
        self.assertEqual((len(kinds), len(set(kinds))), (5, 5))
        self.assertLessEqual({"", "me too", '{"kind":"scale","value":7}'}, set(kinds))
        self.assertEqual(max(len(content.encode()) for content in kinds), box.CONTENT)

    def test_a_token_is_asked_for_verified_and_made_as_in_the_file(self):
        for v in ENVELOPES:
            with self.subTest(v["what"]):
                part = box.Part({"box_id": BOX["box_id"], "key": BOX["key"]})
                part.nonce, part.blind = v["nonce"], v["blind"]
                part.blinded = voprf.blind(part.nonce, part.blind)
                self.assertEqual(part.question()["blinded"], v["blinded"].hex())
                evaluation = {"evaluated": v["evaluated"].hex(), "proof": v["proof"].hex()}
                part.take({"blinded": v["blinded"].hex(), "evaluation": evaluation})
                self.assertEqual(part.token, v["output"])

    def test_the_server_in_these_tests_evaluates_and_proves_as_in_the_file(self):
        secret = voprf.scalar(bytes.fromhex(BOX["secret"]))
        self.assertEqual((secret * GENERATOR).encode(), bytes.fromhex(BOX["key"]))
        for v in ENVELOPES:
            with self.subTest(v["what"]):
                made = evaluate(secret, v["blinded"], voprf.scalar(v["proof_random"]))
                self.assertEqual(made, (v["evaluated"], v["proof"]))

    def test_mac_envelope_and_receipt_are_those_of_the_file(self):
        for v in ENVELOPES:
            with self.subTest(v["what"]):
                made = v["output"], BOX["box_id"], v["nonce"]
                self.assertEqual(box.mac(*made, v["envelope"][96:]), v["mac"])
                sealed = box.envelope(*made, v["content"].encode(), self.padding)
                self.assertEqual(sealed, v["envelope"])
                self.assertEqual(len(sealed), box.ENVELOPE)
                self.assertEqual(box.receipt(sealed), v["receipt"].hex())

    def test_the_example_on_the_page_is_the_one_in_the_file(self):
        page = (ROOT / "docs" / "protocol.md").read_text()
        example = "".join(page.split("### 10.8")[1].split("```")[1].split())
        vector = next(v for v in BOX["envelopes"] if v["what"] == "an answer")
        names = {"token": "output", "MAC": "mac"}
        same = "nonce blind blinded evaluated proof token content MAC receipt".split()
        told = {name: vector[names.get(name, name)] for name in same}
        told |= {name: BOX[name] for name in ("secret", "key", "box_id")}
        for name, figure in told.items():
            self.assertIn(f"{name}{figure}", example)

    def test_the_words_are_those_of_the_page_and_of_the_file(self):
        numbers = box.word_numbers(BOX["box_id"], bytes.fromhex(BOX["key"]))
        told = ", ".join(f"{number:,}" for number in numbers[:3]) + f" and {numbers[3]:,}"
        page = " ".join((ROOT / "docs" / "protocol.md").read_text().split())
        self.assertIn(f"The words are numbers {told} of the list.", page)
        # The list is in the order of the alphabet.
        by_number = [word for _, word in sorted(zip(numbers, BOX["words"]))]
        self.assertEqual(by_number, sorted(BOX["words"]))

    def test_padding_is_drawn_and_envelopes_differ_all_over(self):
        token, nonce = bytes(64), bytes(32)
        two = [box.envelope(token, BOX["box_id"], nonce, b"same") for _ in range(2)]
        self.assertEqual(two[0][98:102], b"same")
        self.assertNotEqual(two[0][102:], two[1][102:])
        self.assertNotEqual(two[0][32:96], two[1][32:96])

    def test_content_that_is_too_long_is_not_sealed(self):
        for length in (box.CONTENT + 1, 2**16):
            with self.assertRaises(box.NoPart):
                box.envelope(bytes(64), BOX["box_id"], bytes(32), bytes(length))

    def test_a_part_in_a_box_ends_where_the_page_says(self):
        v = BOX["envelopes"][0]
        good = {"evaluated": v["evaluated"], "proof": v["proof"]}
        part = box.Part({"box_id": BOX["box_id"], "key": BOX["key"]})
        for why, blinded, evaluation in (
            ("no token", part.blinded.hex(), None),
            ("another page", v["blinded"], good),
            ("cannot be trusted", part.blinded.hex(), good),
        ):
            with self.assertRaisesRegex(box.NoPart, why):
                part.take({"blinded": blinded, "evaluation": evaluation})
        self.assertIsNone(part.token)


if __name__ == "__main__":
    unittest.main()
