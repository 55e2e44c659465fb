/** Words used everywhere. */
export const common = {
  "app.name": "Rondo",
  "common.close": "Close",
  "common.cancel": "Cancel",
  "common.save": "Save",
  "common.back": "Back",
  "common.dismiss": "Dismiss this notice",
  "common.skip": "Skip to the main part",
  "common.try_again": "Try again",
  "common.loading": "One moment…",
  "common.more": "More",

  "theme.label": "Light or dark",
  "theme.device": "As on this device",
  "theme.light": "Light",
  "theme.dark": "Dark",

  "field.optional": "(optional)",
  "field.left": { one: "{n} character left", other: "{n} characters left" },
  "field.too_long": {
    one: "That is {n} character too long.",
    other: "That is {n} characters too long.",
  },
  "field.required": "Please fill this in.",

  "visibility.everyone": "Everyone in the group sees this, with your name.",
  "visibility.therapists": "Only your therapists see this, with your name.",
  "visibility.one_member": "Only this person and the therapists see this.",
  "visibility.anonymous": "Anonymous: shown without your name.",
  "visibility.therapists_only": "Only therapists see this.",
  "visibility.this_page": "This stays on this device.",
  "visibility.account": "Only used to sign in. Nobody in the group sees it.",

  "scale.start": "Choose on the line",
  "timer.paused": "paused",
  "timer.over": "over time",
  "timer.rests": "no hurry",
  "timer.passed_spoken": "{time} so far",
  "timer.left_spoken": "{time} left",
  "timer.over_spoken": "{time} over",
  "time.minutes": { one: "{n} minute", other: "{n} minutes" },
  ordinal: { one: "{n}st", two: "{n}nd", few: "{n}rd", other: "{n}th" },

  "copy.copy": "Copy",
  "copy.copied": "Copied",
  "copy.done": "Copied.",
  "notices.label": "Notices",

  "crash.title": "Something went wrong on this page",
  "crash.words":
    "That is our mistake, not yours. Nothing you sent before is lost. Reload the page to go on.",
  "crash.reload": "Reload the page",
  "not_found.title": "There is nothing here",
  "not_found.words":
    "The address may be incomplete. If somebody sent you a link, copy the whole of it and try once more.",
  "not_found.home": "Go to the start",
} as const;
