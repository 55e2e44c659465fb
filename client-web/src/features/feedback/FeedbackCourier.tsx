/** Brings this client's envelopes, seen by nobody. See `core/anon`. */
import { useEffect } from "react";
import { useRoom } from "../../bind/room";
import { Courier } from "../../core/anon";

export function FeedbackCourier() {
  const room = useRoom();
  useEffect(() => {
    const courier = new Courier(room);
    courier.start();
    return () => courier.stop();
  }, [room]);
  return null;
}
