#!/usr/bin/env python3
"""Holds voprf.py to the figures of the RFCs, and to refusing what a client must not accept.

    python3 tests/third_party/test_voprf.py

The vectors of RFC 9497 are those that the Rust and the TypeScript tests read. The figures of
RFC 9496 are from its appendix A. Needs nothing but Python 3.11.
"""

import json
import unittest
from pathlib import Path

import voprf
from voprf import GENERATOR, IDENTITY, P, Q, Element, Invalid

WIRE = Path(__file__).resolve().parents[2] / "protocol" / "wire"
RFC = json.loads((WIRE / "rfc9497-voprf.json").read_text())
VECTORS = [{name: bytes.fromhex(figure) for name, figure in v.items()} for v in RFC["vectors"]]
KEY = voprf.scalar(bytes.fromhex(RFC["skSm"]))
PUBLIC_KEY = bytes.fromhex(RFC["pkSm"])

# A.1: 0 to 15 times the generator.
MULTIPLES = """
    0000000000000000000000000000000000000000000000000000000000000000
    e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76
    6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919
    94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259
    da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57
    e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e
    f64746d3c92b13050ed8d80236a7f0007c3b3f962f5ba793d19a601ebb1df403
    44f53520926ec81fbd5a387845beb7df85a96a24ece18738bdcfa6a7822a176d
    903293d8f2287ebe10e2374dc1a53e0bc887e592699f02d077d5263cdd55601c
    02622ace8f7303a31cafc63f8fc48fdc16e1c8c8d234b2f0d6685282a9076031
    20706fd788b2720a1ed2a5dad4952b01f413bcf0e7564de8cdc816689e2db95f
    bce83f8ba5dd2fa572864c24ba1810f9522bc6004afe95877ac73241cafdab42
    e4549ee16b9aa03099ca208c67adafcafa4c3f3e4e5303de6026e3ca8ff84460
    aa52e000df2e16f55fb1032fc33bc42742dad6bd5a8fc0be0167436c5948501f
    46376b80f409b29dc2b5f6f0c52591990896e5716f41477cd30085ab7f10301e
    e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e
""".split()

# A.2, some of each kind.
BAD = {
    "a number that is not below the prime": """
        00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
        ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
        f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
        edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
    """,
    "a negative number": """
        0100000000000000000000000000000000000000000000000000000000000000
        01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
        ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20
        c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562
    """,
    "an x squared that is no square": """
        26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371
        4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f
        de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b
        2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b
    """,
    "a negative x times y": """
        3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e
        a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220
        d483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e
        445425117cb8c90edcbc7c1cc0e74f747f2c1efa5630a967c64f287792a48a4b
    """,
    "the number -1, which makes y zero": """
        ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
    """,
}

# A.3: what elements are derived from; the last four differ in bits that do not count.
SAME = "304282791023b73128d277bdcb5c7746ef2eac08dde9f2983379cb8e5ef0517f"
DERIVED = [
    (
        "5d1be09e3d0c82fc538112490e35701979d99e06ca3e2b5b54bffe8b4dc772c1"
        "4d98b696a1bbfb5ca32c436cc61c16563790306c79eaca7705668b47dffe5bb6",
        "3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46",
    ),
    (
        "f116b34b8f17ceb56e8732a60d913dd10cce47a6d53bee9204be8b44f6678b27"
        "0102a56902e2488c46120e9276cfe54638286b9e4b3cdb470b542d46c2068d38",
        "f26e5b6f7d362d2d2a94c5d0e7602cb4773c95a2e5c31a64f133189fa76ed61b",
    ),
    ("ed" + "ff" * 31 + "12" + "00" * 31, SAME),
    ("ed" + "ff" * 30 + "7f" + "ff" * 32, SAME),
    ("00" * 31 + "80" + "ff" * 31 + "7f", SAME),
    ("00" * 32 + "12" + "00" * 30 + "80", SAME),
]


def moved(encoded, by):
    """The same bytes as a number, with something added."""
    return (int.from_bytes(encoded, "little") + by).to_bytes(32, "little")


def evaluate(key, blinded, r):
    """The server's side: the evaluation and its proof, with the chance in the proof given."""
    before = Element.decode(blinded)
    after = key * before
    evaluated, public_key = after.encode(), (key * GENERATOR).encode()
    m = voprf.weight(public_key, blinded, evaluated) * before
    c = voprf.challenge(public_key, m, key * m, r * GENERATOR, r * m)
    s = (r - c * key) % Q
    return evaluated, c.to_bytes(32, "little") + s.to_bytes(32, "little")


class TheGroup(unittest.TestCase):
    def test_multiples_of_the_generator_are_those_of_the_rfc(self):
        total = IDENTITY
        for n, encoded in enumerate(MULTIPLES):
            with self.subTest(n=n):
                self.assertEqual(total.encode().hex(), encoded)
                self.assertEqual((n * GENERATOR).encode().hex(), encoded)
                self.assertEqual(Element.decode(bytes.fromhex(encoded)).encode().hex(), encoded)
            total = total + GENERATOR

    def test_the_generator_taken_as_often_as_the_group_has_elements_is_the_identity(self):
        self.assertEqual(((Q - 1) * GENERATOR + GENERATOR).encode(), bytes(32))

    def test_what_encodes_no_element_is_refused(self):
        for kind, encodings in BAD.items():
            for encoded in encodings.split():
                with self.subTest(kind, encoded=encoded), self.assertRaises(Invalid):
                    Element.decode(bytes.fromhex(encoded))

    def test_another_length_is_refused(self):
        for encoded in (b"", bytes(31), bytes(33), GENERATOR.encode() + b"\0"):
            with self.subTest(length=len(encoded)), self.assertRaises(Invalid):
                Element.decode(encoded)

    def test_elements_are_derived_from_hashes_as_in_the_rfc(self):
        for uniform, encoded in DERIVED:
            with self.subTest(uniform=uniform):
                self.assertEqual(Element.derive(bytes.fromhex(uniform)).encode().hex(), encoded)


class TheVectors(unittest.TestCase):
    def test_the_file_is_about_what_is_written_here(self):
        context = f"OPRFV1-{chr(int(RFC['mode'], 16))}-{RFC['suite']}"
        self.assertEqual(context.encode(), voprf.CONTEXT)
        self.assertEqual(len(VECTORS), 2)

    def test_the_key_is_the_one_that_its_seed_gives(self):
        seed, info = bytes.fromhex(RFC["seed"]), bytes.fromhex(RFC["keyInfo"])
        derived = voprf.hash_to_scalar(seed + voprf.sized(info) + b"\0", b"DeriveKeyPair")
        self.assertEqual(derived, KEY)
        self.assertEqual((KEY * GENERATOR).encode(), PUBLIC_KEY)

    def test_an_input_is_blinded_as_in_the_rfc(self):
        for v in VECTORS:
            self.assertEqual(voprf.blind(v["input"], v["blind"]), v["blindedElement"])

    def test_the_output_is_that_of_the_rfc(self):
        for v in VECTORS:
            came = v["evaluationElement"], v["blindedElement"], PUBLIC_KEY, v["proof"]
            self.assertEqual(voprf.finalize(v["input"], v["blind"], *came), v["output"])

    def test_the_server_in_these_tests_proves_as_in_the_rfc(self):
        for v in VECTORS:
            evaluated, proof = evaluate(
                KEY, v["blindedElement"], voprf.scalar(v["proofRandomScalar"])
            )
            self.assertEqual(evaluated, v["evaluationElement"])
            self.assertEqual(proof, v["proof"])


class TheClient(unittest.TestCase):
    def setUp(self):
        v = VECTORS[0]
        self.good = {
            "public_key": PUBLIC_KEY,
            "blinded": v["blindedElement"],
            "evaluated": v["evaluationElement"],
            "proof": v["proof"],
        }
        self.own = {"input": v["input"], "blind_scalar": v["blind"]}

    def refuses(self, why, **bad):
        came = {**self.good, **bad}
        with self.subTest(why, **bad):
            with self.assertRaisesRegex(Invalid, why):
                voprf.verify(**came)
            with self.assertRaisesRegex(Invalid, why):
                voprf.finalize(**self.own, **came)

    def test_the_output_does_not_depend_on_the_blind(self):
        outputs = set()
        for _ in range(2):
            scalar = voprf.new_blind()
            blinded = voprf.blind(b"a nonce", scalar)
            evaluated, proof = evaluate(KEY, blinded, voprf.scalar(voprf.new_blind()))
            came = evaluated, blinded, PUBLIC_KEY, proof
            outputs.add(voprf.finalize(b"a nonce", scalar, *came))
        self.assertEqual([len(output) for output in outputs], [64])

    def test_a_proof_by_another_key_is_refused(self):
        other = KEY + 1
        evaluated, proof = evaluate(other, self.good["blinded"], 7)
        theirs = (other * GENERATOR).encode()
        voprf.verify(theirs, self.good["blinded"], evaluated, proof)
        self.refuses("the proof", evaluated=evaluated, proof=proof)
        self.refuses("the proof", proof=proof)
        self.refuses("the proof", public_key=theirs)

    def test_a_changed_element_is_refused(self):
        for name in ("evaluated", "blinded", "public_key"):
            changed = (Element.decode(self.good[name]) + GENERATOR).encode()
            self.refuses("the proof", **{name: changed})

    def test_a_changed_proof_is_refused(self):
        c, s = self.good["proof"][:32], self.good["proof"][32:]
        for proof in (moved(c, 1) + s, c + moved(s, 1), s + c, VECTORS[1]["proof"], bytes(64)):
            self.refuses("the proof", proof=proof)

    def test_the_identity_is_refused(self):
        for name in ("evaluated", "blinded", "public_key"):
            self.refuses("identity", **{name: bytes(32)})

    def test_a_key_of_zero_is_refused_although_its_proof_holds(self):
        evaluated, proof = evaluate(0, self.good["blinded"], 7)
        self.refuses("identity", public_key=bytes(32), evaluated=evaluated, proof=proof)

    def test_another_encoding_of_the_same_element_is_refused(self):
        for name in ("evaluated", "blinded", "public_key"):
            encoded = self.good[name]
            self.refuses("canonical", **{name: moved(encoded, P)})
            negative = P - int.from_bytes(encoded, "little")
            self.refuses("canonical", **{name: negative.to_bytes(32, "little")})
            self.refuses("canonical", **{name: encoded + b"\0"})
            self.refuses("canonical", **{name: encoded[:31]})

    def test_another_encoding_of_the_same_proof_is_refused(self):
        c, s = self.good["proof"][:32], self.good["proof"][32:]
        for proof in (moved(c, Q) + s, c + moved(s, Q), c + s + b"\0", c + s[:31], c, b""):
            self.refuses("canonical", proof=proof)

    def test_a_blind_that_hides_nothing_is_refused(self):
        for scalar in (bytes(32), moved(self.own["blind_scalar"], Q), b"\x01"):
            with self.subTest(scalar=scalar):
                with self.assertRaises(Invalid):
                    voprf.blind(b"a nonce", scalar)
                with self.assertRaises(Invalid):
                    voprf.finalize(b"a nonce", scalar, **self.good)


if __name__ == "__main__":
    unittest.main()
