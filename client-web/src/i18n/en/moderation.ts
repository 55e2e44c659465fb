/** Words of what therapists can do about one person. */
export const moderation = {
  "moderation.menu": "Actions for {name}",
  "moderation.give_floor": "Give the floor",
  "moderation.write": "Write to {name}",
  "moderation.write_hint": "Seen by {name} and the therapists.",
  "moderation.lower_hand": "Lower the hand",
  "moderation.mute": "Pause lines to everyone",
  "moderation.mute_hint": "{name} can still write to therapists.",
  "moderation.unmute": "Allow lines to everyone",
  "moderation.muted": "{name} writes to therapists only for now.",
  "moderation.unmuted": "{name} can write to everyone again.",
  "moderation.send_back": "Back to the waiting room",
  "moderation.send_back_title": "Send {name} back to the waiting room?",
  "moderation.send_back_words":
    "{name} leaves the circle and sees that a therapist will let them in again. You decide when.",
  "moderation.send_back_yes": "Send to the waiting room",
  "moderation.sent_back": "{name} is in the waiting room.",
  "moderation.remove": "Remove from the session",
  "moderation.remove_title": "Remove {name} from the session?",
  "moderation.remove_words":
    "{name} leaves at once and sees: “You are not in this session any more.” The group sees an empty chair.",
  "moderation.remove_return": "May {name} come back today?",
  "moderation.remove_may": "Yes, to the door: I decide anew",
  "moderation.remove_may_not": "No, not in this session",
  "moderation.remove_yes": "Remove",
  "moderation.removed": "{name} is no longer in the session.",
  "moderation.is_muted": "lines paused",
} as const;
