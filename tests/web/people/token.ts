/**
 * A token for one envelope, and the envelope: the client's side of docs/protocol.md, section 10.
 *
 * Written a second time, apart from the client, so that the two can only agree by both being right.
 */
import { createHmac, randomBytes } from "node:crypto";
import { ristretto255_oprf } from "@noble/curves/ed25519.js";

const { voprf } = ristretto255_oprf;

export const envelope_bytes = 2_048;
const nonce_bytes = 32;
const mac_bytes = 64;
const length_at = nonce_bytes + mac_bytes;
export const content_at = length_at + 2;

/** The nonce of one envelope, on its way to becoming a token. */
export class Token {
  readonly box: string;
  private readonly nonce = Uint8Array.from(randomBytes(nonce_bytes));
  private readonly hidden = voprf.blind(this.nonce);
  private output: Uint8Array | null = null;

  constructor(box: string) {
    this.box = box;
  }

  get blinded(): string {
    return hex(this.hidden.blinded);
  }

  get made(): boolean {
    return this.output !== null;
  }

  /** Throws if the proof does not say that this box's key made it. */
  finish(key: string, { evaluated, proof }: { evaluated: string; proof: string }): void {
    const { blind, blinded } = this.hidden;
    this.output = voprf.finalize(
      this.nonce,
      blind,
      bytes(evaluated),
      blinded,
      bytes(key),
      bytes(proof),
    );
  }

  envelope(content: string): Buffer<ArrayBuffer> {
    if (this.output === null) throw new Error("a token without its evaluation");
    const envelope = Buffer.from(randomBytes(envelope_bytes));
    envelope.set(this.nonce, 0);
    const written = Buffer.from(content, "utf8");
    envelope.writeUInt16BE(written.length, length_at);
    written.copy(envelope, content_at);
    const mac = createHmac("sha512", this.output)
      .update("rondo box envelope v1")
      .update(Buffer.from(this.box.replaceAll("-", ""), "hex"))
      .update(this.nonce)
      .update(envelope.subarray(length_at))
      .digest();
    mac.copy(envelope, nonce_bytes);
    return envelope;
  }
}

/** What somebody wrote, as whoever opens the envelope reads it. */
export function contentOf(envelope: Buffer): string {
  const length = envelope.readUInt16BE(length_at);
  return envelope.subarray(content_at, content_at + length).toString("utf8");
}

/** A key that is not the box's, and what it makes of a blinded element. */
export class OtherKey {
  private readonly pair = voprf.generateKeyPair();

  get key(): string {
    return hex(this.pair.publicKey);
  }

  evaluate(blinded: string): { evaluated: string; proof: string } {
    const { secretKey, publicKey } = this.pair;
    const made = voprf.blindEvaluate(secretKey, publicKey, bytes(blinded));
    return { evaluated: hex(made.evaluated), proof: hex(made.proof) };
  }
}

const hex = (some: Uint8Array): string => Buffer.from(some).toString("hex");
const bytes = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, "hex"));
