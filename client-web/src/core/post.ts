/**
 * The way of an envelope to the server: a request that says nothing about who makes it.
 *
 * No cookie, no referrer, no languages, nothing kept, never over the websocket. All posts of one kind
 * of browser are alike but for their bytes.
 */
import type { BoxId } from "../protocol";

/** Resolves when a server answered, whatever it answered; rejects when none did. */
export type Post = (boxId: BoxId, envelope: Uint8Array) => Promise<void>;

export const postEnvelope: Post = async (boxId, envelope) => {
  await fetch(`/anon/${encodeURIComponent(boxId)}`, {
    method: "POST",
    body: envelope as Uint8Array<ArrayBuffer>,
    // Which languages somebody reads is the rarest thing a browser tells by itself.
    headers: { "content-type": "application/octet-stream", "accept-language": "*" },
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    redirect: "error",
    keepalive: true,
  });
};
