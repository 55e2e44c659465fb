/** Words for somebody who comes by a personal invitation. */
export const join = {
  "join.title": "Your invitation",
  "join.opening": "Opening your invitation…",
  "join.no_token":
    "Please open the link your therapist sent you once more. For your safety, it leaves the address bar once it is read.",
  "join.unknown": "This link is not complete",
  "join.unknown_words":
    "Sometimes a link is cut in two when it is sent. Copy the whole of it, up to the last letter, and open it again. If it still does not work, please ask your therapist for a new one.",
  "join.expired": "This invitation has run out",
  "join.expired_words":
    "That has nothing to do with you: links only work for a time. Please ask your therapist for a new one.",
  "join.revoked": "This invitation does not work any more",
  "join.revoked_words":
    "It was taken back or replaced by a newer one. Look for a newer link from your therapist, or ask for one.",
  "join.failed": "Your invitation could not be opened",
  "join.cookie_lost":
    "This browser does not have your invitation any more. Please open the link your therapist sent you once more.",

  "invited.title": "Welcome, {name}",
  "invited.lead": "You are invited to “{group}”.",
  "invited.lead_observer": "You are invited to “{group}” as an observer.",
  "invited.closed": "The session is not open yet",
  "invited.closed_words":
    "Your therapist opens it shortly before it begins. This page notices by itself; you can leave it open.",
  "invited.shared":
    "This link is yours alone. If others use this device too, close this page when you are done.",
  "invited.open": "The session is open.",
  "invited.going": "Taking you to the door…",
} as const;
