// Generated from the protocol crate. Do not edit.
import type { ClientFrame } from "./ClientFrame";
import type { ServerFrame } from "./ServerFrame";

export const clientFrames: ClientFrame[] = [
];

export const serverFrames: ServerFrame[] = [
];
