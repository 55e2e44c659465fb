/** What went wrong with a request, and what to do about it. One for each code of the server. */
export const failures = {
  "failure.malformed": "The server did not understand this page. Please reload it and try again.",
  "failure.invalid": "Something in the form needs correcting.",
  "failure.too_large": "That is too long to be taken.",
  "failure.not_json": "The server did not understand this page. Please reload it and try again.",
  "failure.wrong_origin":
    "This page was opened under an address the server does not know as its own. Please use the address your practice gave you.",
  "failure.not_signed_in": "You are not signed in any more. Please sign in again.",
  "failure.wrong_login": "This e-mail and password do not belong together.",
  "failure.too_many_tries": {
    one: "There were too many tries. Please wait {n} second, then try again.",
    other: "There were too many tries. Please wait {n} seconds, then try again.",
  },
  "failure.not_found": "This is not here, or not yours to see.",
  "failure.wrong_method":
    "The server did not understand this page. Please reload it and try again.",
  "failure.link_unknown":
    "This link is not complete, or does not come from here. Copy the whole of it and try once more.",
  "failure.link_expired": "This link has run out.",
  "failure.link_used": "This link has been used. It works only once.",
  "failure.link_revoked": "This link has been taken back, or replaced by a newer one.",
  "failure.setup_done": "Rondo is already set up. Please sign in.",
  "failure.session_open": "A session of this group is already open.",
  "failure.no_session": "No session is open at the moment.",
  "failure.full": "There is no room for another one.",
  "failure.cannot_store":
    "The server cannot save anything right now. What was saved before is safe. Please tell the person who runs it.",
  "failure.busy": "The server is busy. Please try again in a moment.",
  "failure.fault": "Something went wrong on the server. {message}",
  "failure.unreachable": "The server cannot be reached. Check your connection; then try again.",
  "failure.unreadable":
    "This page and the server do not understand each other. Please reload the page.",

  "field.name": "Please give a name of at most 40 characters.",
  "field.email": "Please give an e-mail address, such as name@example.org.",
  "field.password": "Please choose a password of 12 to 256 characters.",
  "field.ground_rules": "Please write ground rules of at most 4,000 characters.",
  "field.crisis_text": "Please write where to turn in a crisis, in at most 4,000 characters.",
  "field.capacity": "That number of seats is not possible.",
  "field.feedback_threshold": "Please choose 4 or 5.",
  "field.template": "Something in this check-in is not possible.",
} as const;
