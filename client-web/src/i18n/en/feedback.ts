/** Words of the feedback box. What it protects is said exactly here, and no more than is true. */
export const feedback = {
  "feedback.title": "Feedback box",
  "feedback.start": "Open a feedback box",
  "feedback.start_words":
    "Every member may write one slip without a name. When the box closes, all slips are opened together, shuffled. Only therapists read them; you choose which ones the group sees.",
  "feedback.prompt": "Question",
  "feedback.prompt_hint": "For example: What is hard to say aloud in this group?",
  "feedback.prompt_visibility": "Everyone in the group sees the question.",
  "feedback.minutes": "How long it is open",
  "feedback.open": "Open the box",
  "feedback.too_few": {
    one: "At least {least} members have to be here, so that nobody can be guessed. Now it is {n}.",
    other:
      "At least {least} members have to be here, so that nobody can be guessed. Now there are {n}.",
  },
  "feedback.not_live": "Possible once the session has begun.",
  "feedback.watch_roster":
    "If a member comes or leaves while it is open, the box is thrown away unread.",

  "feedback.is_open": "open",
  "feedback.closes_in": "Closes in {time}",
  "feedback.in_box": { one: "{n} person in this box", other: "{n} people in this box" },
  "feedback.nobody_knows": "Nobody can see who writes, you neither.",
  "feedback.close": "Close now",
  "feedback.close_title": "Close the box now?",
  "feedback.close_words": "What members have written so far goes in as it stands.",
  "feedback.collecting": "The box is closed. The slips are coming in…",
  "feedback.sealed": {
    one: "{n} slip, from {m} envelopes",
    other: "{n} slips, shuffled, from {m} envelopes",
  },
  "feedback.sealed_none": "All {m} envelopes were empty. Nobody wrote anything this time.",
  "feedback.choose": "Which slips may the group see?",
  "feedback.choose_hint": "Those you do not tick stay with the therapists.",
  "feedback.settle_none": "Keep all to the therapists",
  "feedback.settle_all": { one: "Show this one to the group", other: "Show all {n} to the group" },
  "feedback.settle": {
    one: "Release this one and keep the others",
    other: "Release these {n} and keep the others",
  },
  "feedback.settle_title": "Is this your choice?",
  "feedback.settle_words": {
    one: "The group will see {n} slip. Kept to the therapists: {kept}. This happens once and cannot be changed.",
    other:
      "The group will see {n} slips, all at once. Kept to the therapists: {kept}. This happens once and cannot be changed.",
  },
  "feedback.settle_words_none":
    "The group will see none of the slips. This happens once and cannot be changed.",
  "feedback.settle_yes": "Yes, this is my choice",
  "feedback.released": "Shown to the group",
  "feedback.kept": "Kept to the therapists",
  "feedback.put_away": "Put the box away",
  "feedback.put_away_title": "Put the box away?",
  "feedback.put_away_words": "The slips disappear from every screen.",
  "feedback.put_away_unsettled":
    "You have not decided about the slips yet. They disappear from every screen, and the group will have seen none.",

  "feedback.write_title": "Anonymous feedback",
  "feedback.write": "Your slip",
  "feedback.write_hint":
    "What stands here when the box closes goes in. If you write nothing, an empty slip goes in.",
  "feedback.write_visibility":
    "Without your name. First only therapists read it; they may show it to the group.",
  "feedback.bytes_left": {
    one: "Space for about {n} more letter",
    other: "Space for about {n} more letters",
  },
  "feedback.full": "The slip is full.",
  "feedback.on_page":
    "It stays on this page until the box closes. If you reload the page, it is gone.",
  "feedback.protects": "What protects you",
  "feedback.protect_1": "No name is sent or stored with what you write.",
  "feedback.protect_2": "All slips are opened together, shuffled.",
  "feedback.protect_3": "Nobody in the group and no therapist can see who wrote what.",
  "feedback.protects_not": "What does not",
  "feedback.protect_not_1": "Your style of writing: somebody may know you by it.",
  "feedback.protect_not_2": "A very small group.",
  "feedback.protect_not_3":
    "Whoever runs the server could, while the box is open, find out who is who if they changed the software.",
  "feedback.crowd": { one: "{n} person is in this box.", other: "{n} people are in this box." },
  "feedback.threshold": "If fewer than {n} envelopes arrive, all are thrown away unread.",
  "feedback.with_name": "Send with my name instead",
  "feedback.with_name_hint":
    "Opens a message to your therapists with what you have written. Your slip then stays empty.",
  "feedback.crisis": "If you need help right now",
  "feedback.kept_text": "You wrote this last time. Nobody has read it.",
  "feedback.kept_use": "Write it again",
  "feedback.kept_drop": "Throw it away",

  "feedback.member_collecting":
    "The box is closed. The slips go in one after the other, at random moments.",
  "feedback.member_sealed": "The slips are with your therapists, shuffled and without names.",
  "feedback.member_released": "From the feedback box",
  "feedback.member_released_none":
    "Your therapists have read the slips. None of them is shown to the group.",
  "feedback.voided": "The box was thrown away unread",
  "feedback.voided_words":
    "Somebody came or left, or the server restarted. Slips are only opened when everybody who was there is still there.",
  "feedback.discarded": "Too few envelopes came",
  "feedback.discarded_words":
    "{n} of at least {least} envelopes arrived, so all were thrown away unread. That protects those who wrote.",
  "feedback.yours_kept":
    "What you wrote is still here on this page. You can use it again when the next box opens.",

  "feedback.spoken_open": "An anonymous feedback box is open: {prompt}",
  "feedback.spoken_minute": "The feedback box closes in one minute.",
  "feedback.spoken_soon": "The feedback box closes in ten seconds.",
  "feedback.spoken_closed": "The feedback box is closed.",
  "feedback.spoken_sealed": "The slips of the feedback box are here.",
  "feedback.spoken_released": "Your therapists show slips from the feedback box.",
  "feedback.spoken_void": "The feedback box was thrown away unread.",
} as const;
