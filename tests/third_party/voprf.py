"""The client's side of a VOPRF in plain Python: a token the server signs without having seen it.

RFC 9497 in mode VOPRF (0x01) with the suite ristretto255-SHA512, written from that RFC, RFC 9496
(the group) and RFC 9380 (the expansion of a hash), so that a second implementation says the same as
the server's. Everything that goes in or out is bytes, as on the wire.

    scalar = new_blind()
    blinded = blind(nonce, scalar)            # send this, get `evaluated` and `proof`
    output = finalize(nonce, scalar, evaluated, blinded, public_key, proof)

Whatever a client must not accept raises Invalid. Never to be used for more than tests: how long it
takes depends on its secrets.
"""

import hashlib
import secrets

CONTEXT = b"OPRFV1-\x01-ristretto255-SHA512"

# The order of the group, and the prime of the field that its elements are written in.
Q = 2**252 + 27742317777372353535851937790883648493
P = 2**255 - 19


class Invalid(ValueError):
    """What came is no encoding, or not proven: the client goes no further with it."""


# --- the field (RFC 9496, sections 3 and 4.1 to 4.2) ---


def is_negative(x):
    return x % P % 2 == 1


def absolute(x):
    return -x % P if is_negative(x) else x % P


def sqrt_ratio(u, v):
    """Whether u/v is a square, and the root of u/v or, if it is none, of SQRT_M1 * u/v."""
    r = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    check = v * r * r % P
    if check in (-u % P, -u * SQRT_M1 % P):
        r = r * SQRT_M1
    return check in (u % P, -u % P), absolute(r)


SQRT_M1 = absolute(pow(2, (P - 1) // 4, P))
D = -121665 * pow(121666, -1, P) % P
# Either of two roots would do, and the RFC chose: here the odd one, there the even one.
SQRT_AD_MINUS_ONE = -sqrt_ratio(-D - 1, 1)[1] % P
INVSQRT_A_MINUS_D = sqrt_ratio(1, -1 - D)[1]


# --- the group (RFC 9496, sections 4.3 and 4.4) ---


class Element:
    """An element of ristretto255, kept as one of the points (X : Y : Z : T) that stand for it."""

    def __init__(self, x, y, z, t):
        self.point = x % P, y % P, z % P, t % P

    @classmethod
    def decode(cls, encoded):
        """Takes the one encoding that every element has, and no other 32 bytes."""
        s = int.from_bytes(encoded, "little")
        if len(encoded) != 32 or s >= P or is_negative(s):
            raise Invalid("not the canonical encoding of an element")
        u1, u2 = 1 - s * s, 1 + s * s
        v = -D * u1 * u1 - u2 * u2
        was_square, root = sqrt_ratio(1, v * u2 * u2 % P)
        x = absolute(2 * s * root * u2)
        y = u1 * root * root * u2 * v % P
        if not was_square or is_negative(x * y) or y == 0:
            raise Invalid("not the encoding of an element")
        return cls(x, y, 1, x * y)

    def encode(self):
        """The encoding that all points share which stand for this element."""
        x, y, z, t = self.point
        u1, u2 = (z + y) * (z - y), x * y
        _, root = sqrt_ratio(1, u1 * u2 * u2 % P)
        den1, den = root * u1, root * u2
        z_inv = den1 * den * t % P
        if is_negative(t * z_inv):
            x, y, den = y * SQRT_M1, x * SQRT_M1, den1 * INVSQRT_A_MINUS_D
        if is_negative(x * z_inv):
            y = -y
        return absolute(den * (z - y)).to_bytes(32, "little")

    @classmethod
    def derive(cls, uniform):
        """The element that 64 bytes of a hash stand for."""
        first, second = (int.from_bytes(half, "little") for half in (uniform[:32], uniform[32:]))
        return cls.map(first % 2**255) + cls.map(second % 2**255)

    @classmethod
    def map(cls, t):
        """One half of a hash to an element; two of them together come out even."""
        r = SQRT_M1 * t * t % P
        u, v = (r + 1) * (1 - D * D) % P, (-1 - r * D) * (r + D) % P
        was_square, s = sqrt_ratio(u, v)
        s, c = (s, -1) if was_square else (-absolute(s * t), r)
        n = c * (r - 1) * (D - 1) ** 2 - v
        w0, w1, w2, w3 = 2 * s * v, n * SQRT_AD_MINUS_ONE, 1 - s * s, 1 + s * s
        return cls(w0 * w3, w2 * w1, w1 * w3, w0 * w2)

    def __add__(self, other):
        """The sum on the twisted Edwards curve with a = -1; holds for doubling too."""
        (x1, y1, z1, t1), (x2, y2, z2, t2) = self.point, other.point
        a, b = (y1 - x1) * (y2 - x2), (y1 + x1) * (y2 + x2)
        c, d = 2 * D * t1 * t2, 2 * z1 * z2
        e, f, g, h = (n % P for n in (b - a, d - c, d + c, b + a))
        return Element(e * f, g * h, f * g, e * h)

    def __rmul__(self, scalar):
        total = IDENTITY
        for bit in format(scalar % Q, "b"):
            total = total + total
            if bit == "1":
                total = total + self
        return total


IDENTITY = Element(0, 1, 1, 0)
BASE = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"
GENERATOR = Element.decode(bytes.fromhex(BASE))


# --- hashing (RFC 9380, section 5.3.1; RFC 9497, section 4.1) ---


def sha512(*parts):
    return hashlib.sha512(b"".join(parts)).digest()


def expand(message, label):
    """expand_message_xmd for 64 bytes, which are just one block of SHA-512."""
    tag = label + CONTEXT
    tag += bytes([len(tag)])
    first = sha512(bytes(128), message, (64).to_bytes(2, "big"), b"\0", tag)
    return sha512(first, b"\x01", tag)


def hash_to_group(message):
    return Element.derive(expand(message, b"HashToGroup-"))


def hash_to_scalar(message, label=b"HashToScalar-"):
    return int.from_bytes(expand(message, label), "little") % Q


def sized(*parts):
    """Each part behind its length in two bytes, so that no two transcripts run into the same."""
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


# --- what comes over the wire (RFC 9497, section 4.1) ---


def element(encoded):
    """An element that may be calculated with: the identity would make every output the same."""
    if encoded == bytes(32):
        raise Invalid("the identity element")
    return Element.decode(encoded)


def scalar(encoded):
    number = int.from_bytes(encoded, "little")
    if len(encoded) != 32 or number >= Q:
        raise Invalid("not the canonical encoding of a scalar")
    return number


# --- the protocol (RFC 9497, sections 2.2 and 3.3.2) ---


def new_blind():
    return (1 + secrets.randbelow(Q - 1)).to_bytes(32, "little")


def blind(input, blind_scalar):
    """What to send: the input behind a factor that only the client knows."""
    factor = scalar(blind_scalar)
    hidden = hash_to_group(input)
    if factor == 0 or hidden.encode() == bytes(32):
        raise Invalid("nothing that could be blinded, or nothing to blind it with")
    return (factor * hidden).encode()


def weight(public_key, blinded, evaluated):
    """The factor by which a proof takes up a pair; there is one, and it has the number 0."""
    seed = sha512(sized(public_key, b"Seed-" + CONTEXT))
    return hash_to_scalar(sized(seed) + b"\0\0" + sized(blinded, evaluated) + b"Composite")


def challenge(public_key, *elements):
    return hash_to_scalar(sized(public_key, *(e.encode() for e in elements)) + b"Challenge")


def verify(public_key, blinded, evaluated, proof):
    """Raises Invalid unless one key made both the public key and this evaluation."""
    key, before, after = element(public_key), element(blinded), element(evaluated)
    c, s = scalar(proof[:32]), scalar(proof[32:])
    factor = weight(public_key, blinded, evaluated)
    m, z = factor * before, factor * after
    if c != challenge(public_key, m, z, s * GENERATOR + c * key, s * m + c * z):
        raise Invalid("the proof is not about this key and these elements")


def finalize(input, blind_scalar, evaluated, blinded, public_key, proof):
    """The 64 bytes that only the holder of the key could also have made from this input."""
    verify(public_key, blinded, evaluated, proof)
    factor = scalar(blind_scalar)
    if factor == 0:
        raise Invalid("a blind that cannot be undone")
    unblinded = pow(factor, -1, Q) * element(evaluated)
    return sha512(sized(input, unblinded.encode()), b"Finalize")
