/** Words of the anonymous box in the therapist's hands. */
export const boxes = {
  "boxes.title": "Anonymous box",
  "boxes.is_open": "open",
  "boxes.words": "Feedback in words",
  "boxes.words_hint":
    "Everybody may write one slip. Only therapists read them, and choose what the group sees.",
  "boxes.answer": "Anonymous check-in",
  "boxes.answer_hint":
    "A number, feelings or an option. Everybody is told the same rough picture; nobody sees single answers.",
  "boxes.me_too": "Me too",
  "boxes.me_too_hint":
    "A statement, and a private tap for whom it is true. The group is told “some of us” or “most of us”.",
  "boxes.left": { one: "{n} left today", other: "{n} left today" },
  "boxes.left_of": { one: "{kind} · {n} left today", other: "{kind} · {n} left today" },
  "boxes.start": "Open a box…",
  "boxes.ask_me_too": "Ask: me too?",
  "boxes.ask_me_too_hint": "Members tap privately if it is true of them as well.",
  "boxes.start_me_too": "Me too?",
  "boxes.not_me_too": "For “me too”: {why}",
  "boxes.about": "What anonymous means here",

  "boxes.not_live": "Possible once the session has begun.",
  "boxes.safe_mode": "Possible once the session goes on.",
  "boxes.box_open": "Another anonymous box is still open.",
  "boxes.used_up":
    "Three of these have been used in this session. More would make it easier to guess who wrote what.",
  "boxes.too_few": {
    one: "At least {least} members have to be here, so that nobody can be guessed. Now it is {n}.",
    other:
      "At least {least} members have to be here, so that nobody can be guessed. Now there are {n}.",
  },

  "boxes.open_title": "Open an anonymous box",
  "boxes.kind": "What for",
  "boxes.question": "Question",
  "boxes.question_hint_words": "For example: What is hard to say aloud in this group?",
  "boxes.question_hint_answer": "For example: How safe does it feel here today?",
  "boxes.statement": "Statement",
  "boxes.statement_hint": "For example: I have hidden how bad a week was.",
  "boxes.question_seen": "Everyone in the group sees the question.",
  "boxes.statement_seen": "Everyone in the group sees the statement.",
  "boxes.time": "How long it is open",
  "boxes.seconds": { one: "{n} second", other: "{n} seconds" },
  "boxes.open": "Open the box",
  "boxes.members_see": "What members will see",
  "boxes.see_words":
    "Your question, the time left, how many people are in the box, its four words, what protects them and what does not. Afterwards: the slips you release, all at once.",
  "boxes.see_answer":
    "Your question, the time left, how many people are in the box, its four words, what protects them and what does not. Afterwards: the same picture that you see.",
  "boxes.see_me_too":
    "Your statement and one button. Afterwards: “some of us” or “most of us”, or nothing if fewer than three tapped. You are told how many.",
  "boxes.watch_roster":
    "If a member comes or leaves while it is open, the box is thrown away unread.",

  "boxes.nobody_knows": "Nobody can see who takes part, you neither.",
  "boxes.close": "Close now",
  "boxes.close_title": "Close the box now?",
  "boxes.close_words": "What members have put in so far counts as it stands.",
  "boxes.collecting": "The box is closed. The envelopes are coming in…",
  "boxes.put_away": "Put the box away",
  "boxes.put_away_title": "Put the box away?",
  "boxes.put_away_words": "It disappears from every screen.",
  "boxes.put_away_unsettled":
    "You have not decided about the slips yet. They disappear from every screen, and the group will have seen none.",

  "boxes.sealed": {
    one: "{n} slip, from {m} envelopes",
    other: "{n} slips, shuffled, from {m} envelopes",
  },
  "boxes.sealed_none": "All {m} envelopes were empty. Nobody wrote anything this time.",
  "boxes.slip": "Slip {n} of {of}",
  "boxes.release": "Release",
  "boxes.paraphrase": "In my words",
  "boxes.keep": "Keep",
  "boxes.open_is_kept": "What you leave open is kept to the therapists.",
  "boxes.own_words": "In your words",
  "boxes.own_words_seen":
    "The group sees this in place of the slip, marked as a therapist’s words.",
  "boxes.own_words_missing": "Please write it in your words, or choose something else.",
  "boxes.too_big": {
    one: "All of this together is too long to send. Please shorten your words by about {n} letter.",
    other:
      "All of this together is too long to send. Please shorten your words by about {n} letters.",
  },
  "boxes.settle": "Decide…",
  "boxes.settle_title": "Is this your choice?",
  "boxes.settle_released": "Shown as they are",
  "boxes.settle_paraphrased": "Shown in your words",
  "boxes.settle_kept": "Kept to the therapists",
  "boxes.settle_open": {
    one: "{n} slip is kept because you left it open.",
    other: "{n} slips are kept because you left them open.",
  },
  "boxes.settle_once":
    "The group sees what is shown all at once, in a new order. This happens once and cannot be changed.",
  "boxes.settle_yes": "Yes, this is my choice",

  "boxes.shown": "Shown to the group",
  "boxes.shown_none": "None of the slips is shown to the group.",
  "boxes.in_own_words": "In a therapist’s words",
  "boxes.reworded": "Shown in other words",
  "boxes.kept": "Kept to the therapists",
  "boxes.fate": "{what}: {n}",

  "boxes.respond": "Answer the whole group",
  "boxes.respond_hint":
    "The author cannot be answered alone. Everybody in the circle sees this, once for this box.",
  "boxes.respond_label": "Your answer",
  "boxes.respond_seen": "Everyone in the circle sees this, as from a therapist.",
  "boxes.respond_crisis": "Show the crisis text with it",
  "boxes.respond_do": "Show it to everybody",
  "boxes.respond_missing": "Please write your answer first.",
  "boxes.responded": "Answered before the whole group",
  "boxes.with_crisis": "With the crisis text.",

  "boxes.taps_of": "{n} of {m} envelopes with a tap",
  "boxes.taps_private": "Only therapists see this number.",

  "boxes.danger": "If a slip says that somebody is in danger",
  "boxes.danger_1": "Answer the whole group, with the crisis text.",
  "boxes.danger_2": "Offer everybody to stay on the line with you after the session.",
  "boxes.danger_3": "Speak with each member before they go, and ask how they are.",
  "boxes.danger_4": "Follow your own emergency procedure.",

  "boxes.first_title": "Before the first anonymous box",
  "boxes.first_lead":
    "Please read this once. After you confirm, every therapist of this group can open boxes. That you confirmed is noted in the practice’s log.",
  "boxes.first_nobody": "Nobody can find the author",
  "boxes.first_nobody_words":
    "Not you, not us who made this, not the police with the whole database. Nothing that could lead to an author is ever stored, and so there is nothing to look up later, whatever happens.",
  "boxes.first_danger_words":
    "You cannot find out who it is. This is what you can do, and it is best to have thought of it before:",
  "boxes.first_never": "What a box never allows",
  "boxes.first_never_1":
    "Leaving out one member. A box is for everybody in the circle, or for nobody.",
  "boxes.first_never_2":
    "Changing a slip. You may show it in your own words, and it is marked as yours.",
  "boxes.first_never_3": "An emergency key. There is no way to open it, for anybody.",
  "boxes.first_limits": "Where it ends",
  "boxes.first_limits_1":
    "Somebody may know a person by their style, or by what only they can know.",
  "boxes.first_limits_2":
    "With five people in the box, one is hidden among five. The number is shown to everybody.",
  "boxes.first_limits_3":
    "Whoever runs the server could break it, by changing the program or by recording the network on purpose. Members are told so.",
  "boxes.first_limits_4":
    "Three boxes of each kind in a session, since each one more makes guessing easier.",
  "boxes.first_confirm": "I have read and understood this",
} as const;
