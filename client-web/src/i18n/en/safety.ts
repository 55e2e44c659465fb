/** Words for when it gets hard: calls for help, alerts, the time without a therapist. */
export const safety = {
  "help.button": "I need help now",
  "help.ask_title": "Call your therapist?",
  "help.ask_words": "Only your therapists see this. Nobody else in the group does.",
  "help.ask_yes": "Yes, call my therapist",
  "help.ask_no": "No, go back",
  "help.ask_no_therapist":
    "No therapist is connected right now. They see your call as soon as they are back. Until then:",
  "help.sending": "Calling your therapist…",
  "help.not_sent":
    "Your connection is lost, so the call has not gone out yet. It goes by itself as soon as the line is back.",
  "help.told": "Your therapist has been told.",
  "help.told_words": "Only therapists see it. Please stay here.",
  "help.with_you": "{name} is with you on this.",
  "help.with_you_words": "Only therapists know of it.",
  "help.unanswered": "Nobody has answered yet",
  "help.unanswered_words":
    "Your call still stands, and your therapists still see it. If you cannot wait:",
  "help.cancel": "Take the call back",
  "help.done": "I am all right now",
  "help.cancelled": "Your call has been taken back.",

  "reach.place": "Place",
  "reach.phone": "Phone",
  "reach.erased": "Left for therapists. Erased when the session ends.",

  "crisis.button": "Crisis contacts",
  "crisis.title": "If you need help right now",
  "crisis.from": "Given by your group’s practice.",

  "alert.somebody": "Somebody",
  "alert.a_therapist": "A therapist",
  "alert.help": "{name} asked for help",
  "alert.dropped_after_turn": "{name} lost the connection while speaking or soon after",
  "alert.left_after_turn": "{name} left while speaking or soon after",
  "alert.left_after_low_checkin": "{name} left after a low check-in",
  "alert.back": "{name} is back in the circle.",
  "alert.since": "{time} ago",
  "alert.unanswered":
    "Unanswered for half a minute: {name} now sees the crisis contacts of the group.",
  "alert.acknowledge": "I am on it",
  "alert.acknowledge_name": "I am on it: {name}",
  "alert.by": "{name} is on it",
  "alert.by_you": "You are on it",
  "alert.contact": "How to reach {name}",
  "alert.no_contact": "{name} left no place or phone.",
  "alert.earlier": { one: "{n} alert taken care of", other: "{n} alerts taken care of" },
  "alert.private": "Only therapists see this.",

  "safe.title": "Your therapist lost the connection",
  "safe.words":
    "The session rests, and nobody loses their place. When your therapist is back, everything goes on as it was.",
  "safe.countdown": "Otherwise the session ends by itself in {time}.",
  "safe.crisis": "If you need help right now",
  "safe.ending": "The session ends now.",
  "safe.therapist":
    "No therapist is connected. The group waits; everything is restored once you are back.",
  "safe.spoken":
    "Your therapist lost the connection. The session is paused, and you keep your place.",
  "safe.spoken_back": "Your therapist is back. The session goes on as it was.",
  "safe.spoken_left": "Still no therapist. The session ends in {n} minutes.",
} as const;
