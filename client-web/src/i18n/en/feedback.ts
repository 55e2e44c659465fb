/**
 * Words of the anonymous box as the group meets it. What it protects is said exactly here, no more
 * than is true, and so that a twelve-year-old can read it.
 */
export const feedback = {
  "feedback.is_words": "Anonymous feedback",
  "feedback.is_answer": "Anonymous check-in",
  "feedback.is_me_too": "Me too",
  "feedback.closes_in": "Closes in {time}",
  "feedback.in_box": { one: "{n} person in this box", other: "{n} people in this box" },
  "feedback.observer": "Members take part now. You see what the group is told afterwards.",

  "feedback.four": "The four words of this box",
  "feedback.four_hint":
    "Everyone’s screen shows the same: read them aloud. If one shows others or none, say so and put nothing in.",

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
  "feedback.with_name": "Send with my name instead",
  "feedback.with_name_hint":
    "Opens a message to your therapists with what you have written. Your slip then stays empty.",
  "feedback.crisis": "If you need help right now",

  "feedback.answer_visibility": "Anonymous: nobody can check on you.",
  "feedback.answer_hint":
    "What is chosen here when the box closes goes in. Until then you can change it.",
  "feedback.answer_none": "Nothing chosen. That is fine: then an empty envelope goes in.",
  "feedback.answer_chosen": "This goes in: {answer}",
  "feedback.answer_skip": "Rather not say",

  "feedback.tap": "Me too",
  "feedback.tap_hint": "Is this true of you as well? Then tap. Nobody can check on you.",
  "feedback.tap_on": "Marked. A tap takes it back.",
  "feedback.tap_off": "Not marked. A tap marks it.",
  "feedback.tap_until": "You can change it until the box closes.",
  "feedback.tap_after": "Afterwards everybody is told “some of us” or “most of us”. Nothing more.",

  "feedback.envelope_asking": "Your envelope is being made ready…",
  "feedback.envelope_ready": "Your envelope is ready.",
  "feedback.no_part": "This page has no part in this box",
  "feedback.elsewhere_words":
    "It was reloaded, or the room was opened in two places. A box takes one envelope from each person, and yours was made on the page before. With the next box you take part again.",
  "feedback.other_key": "The box is closed on this page",
  "feedback.other_key_words":
    "This page got a key that does not fit. Nothing is sent from here. Please tell your therapist.",
  "feedback.other_key_kept": "Your words are still on this page.",
  "feedback.absent_words":
    "There is no envelope for you, mostly because the box was opened before you came in. With the next box you take part.",

  "feedback.protects": "What protects you",
  "feedback.protect_words_1": "No name goes in with your slip.",
  "feedback.protect_words_2":
    "Everybody’s page sends an envelope, full or empty. All are opened together, shuffled.",
  "feedback.protect_words_3":
    "Nobody in the group and no therapist can see who wrote what. Not even the server can tell who wrote which.",
  "feedback.protect_answer_1":
    "No name goes in with your answer, and everybody’s page sends an envelope, full or empty.",
  "feedback.protect_answer_2":
    "Single answers are shown to nobody and never stored. All that is told is one rough picture of all of them.",
  "feedback.protect_answer_3":
    "Nobody can check what you answered, or whether you did. Not even the server can tell.",
  "feedback.protect_me_too_1":
    "Everybody’s page sends an envelope, with a tap or without. They all look the same.",
  "feedback.protect_me_too_2":
    "If fewer than three tap, the group is told nothing. Your therapists are told how many, never who.",
  "feedback.protect_me_too_3": "Not even the server can tell who tapped.",
  "feedback.protects_not": "What does not",
  "feedback.protect_not_style": "Your style of writing: somebody may know you by it.",
  "feedback.protect_not_only_you": "Something that only you could know.",
  "feedback.protect_not_alike": "If everybody answers alike, the picture shows it.",
  "feedback.protect_not_all": "If everybody taps, your therapists see that it was everybody.",
  "feedback.protect_not_small": "A very small group.",
  "feedback.protect_not_server":
    "Whoever runs the server, if they change it or record the network on purpose.",
  "feedback.crowd": { one: "{n} person is in this box.", other: "{n} people are in this box." },
  "feedback.threshold": "If fewer than {n} envelopes arrive, all are thrown away unread.",

  "feedback.kept_text": "You wrote this last time. It was not read.",
  "feedback.kept_use": "Write it again",
  "feedback.kept_drop": "Throw it away",
  "feedback.kept_here":
    "What you wrote is still here on this page. You can use it again when the next box opens.",
  "feedback.kept_name": "Send it with my name",

  "feedback.collecting":
    "The box is closed. Every page sends its envelope now, each at a random moment.",
  "feedback.sealed": "The slips are with your therapists, shuffled and without names.",
  "feedback.counted": "Your envelope was counted.",
  "feedback.missing": "Your envelope is not among those counted. It may have come too late.",
  "feedback.missing_words":
    "Your envelope is not among those counted. It may have come too late. Your words are kept here.",
  "feedback.voided": "The box was thrown away unread",
  "feedback.voided_words":
    "Somebody came or left, or the server restarted. A box is only opened when everybody who was there is still there.",
  "feedback.discarded": "Too few envelopes came",
  "feedback.discarded_words": {
    one: "{n} envelope came, and {least} are needed. So all were thrown away unread. That protects those who took part.",
    other:
      "{n} envelopes came, and {least} are needed. So all were thrown away unread. That protects those who took part.",
  },
  "feedback.asked_again": "Your therapists may ask again. Then you answer afresh.",

  "feedback.shown": "From the box",
  "feedback.shown_none": "Your therapists have read the slips. None of them is shown to the group.",
  "feedback.paraphrase": "In your therapist’s words",
  "feedback.response": "Your therapist answers, to everybody",

  "outcome.too_few": "Too few of us answered, so nothing is told to anybody.",
  "outcome.mean": "On average {mean}",
  "outcome.scale_of": "on a scale from {min} to {max}, rounded to half a point",
  "outcome.close": "Our answers lie close together.",
  "outcome.mixed": "Our answers lie somewhat apart.",
  "outcome.wide": "Our answers lie far apart.",
  "outcome.most": "Most of us",
  "outcome.some": "Some of us",
  "outcome.untold": "Nothing is told of what fewer than five of us chose.",
  "outcome.untold_all": "Nothing was chosen by five or more of us, so nothing is told.",
  "outcome.me_too_most": "Most of us",
  "outcome.me_too_some": "Some of us",
  "outcome.me_too_untold": "Fewer than three of us tapped, so no more is told.",
  "outcome.spoken_shares": "{share}: {words}.",

  "feedback.spoken_open_words": "An anonymous feedback box is open: {prompt}",
  "feedback.spoken_open_answer": "An anonymous check-in for you: {prompt}",
  "feedback.spoken_open_me_too": "Is this true of you as well? {prompt}",
  "feedback.spoken_minute": "The anonymous box closes in one minute.",
  "feedback.spoken_soon": "The anonymous box closes in ten seconds.",
  "feedback.spoken_closed": "The anonymous box is closed.",
  "feedback.spoken_sealed": "The slips of the anonymous box are here.",
  "feedback.spoken_released": "Your therapists show slips from the anonymous box.",
  "feedback.spoken_response": "Your therapist answers the anonymous box: {text}",
  "feedback.spoken_void": "The anonymous box was thrown away unread.",
} as const;
