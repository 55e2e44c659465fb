/** When the device comes back to itself: online again, looked at again, woken from sleep. */
export interface Surroundings {
  /** Calls `back` when a connection is worth a fresh look; returns how to stop. */
  onWake(back: () => void): () => void;
  online(): boolean;
}

export const browserSurroundings: Surroundings = {
  onWake(back) {
    const seen = () => {
      if (document.visibilityState === "visible") back();
    };
    window.addEventListener("online", back);
    // Going offline is worth a look too: the probe finds out at once instead of in a minute.
    window.addEventListener("offline", back);
    window.addEventListener("pageshow", back);
    document.addEventListener("visibilitychange", seen);
    return () => {
      window.removeEventListener("online", back);
      window.removeEventListener("offline", back);
      window.removeEventListener("pageshow", back);
      document.removeEventListener("visibilitychange", seen);
    };
  },
  online: () => navigator.onLine,
};
