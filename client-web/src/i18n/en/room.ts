/** Words of the door, the waiting room, the connection, and the ends of a session. */
export const room = {
  "line.label": "Connection",
  "line.lost_title": "Connection lost.",
  "line.offline_title": "You are offline.",
  "line.lost_words": "Your place is kept.",
  "line.lost_more": "Trying again by itself.",
  "line.retry": "Try now",
  "line.lost": "Connection lost. Your place is kept; trying again.",
  "line.back": "You are connected again.",

  "room.in": "You are in the room.",
  "room.connecting": "Connecting…",
  "room.connecting_words": "One moment, the room is being opened for you.",
  "room.connecting_slow":
    "This takes longer than usual. Perhaps the network is weak where you are. The page keeps trying by itself.",
  "room.moved": "You are in the group on another device",
  "room.moved_words":
    "Or in another tab of this one. A person has one place in the circle, and it followed you there. Nothing was lost.",
  "room.moved_here": "Be in the group here instead",
  "room.removed": "You are not in this session any more",
  "room.removed_words":
    "A therapist ended your part in today's session. They may get in touch with you. If you do not know why, please ask them.",
  "room.left": "You have left the session",
  "room.left_words": "If it was a mistake, you can come back for as long as the session lasts.",
  "room.left_again": "Come back",
  "room.over": "The session is over",
  "room.over_words": "Thank you for being here.",
  "room.over_lost":
    "Your therapist lost the connection and could not come back in time, so the session ended by itself. They will get in touch with you.",
  "room.over_erased": "What was said and written in the session is erased.",
  "room.over_erased_soon":
    "Your therapists stay to talk it over. When they end the session, what was said and written in it is erased.",
  "room.over_erased_when":
    "What was said and written in the session is erased when your therapists end it.",
  "room.over_home": "To my groups",
  "room.refused": "You cannot enter just now",
  "room.crisis": "If you need help right now",

  "arriving.tab": "Before you come in",
  "arriving.lead": "Before you come in.",
  "arriving.rules": "What we agree on",
  "arriving.rules_changed":
    "The ground rules have changed since you accepted them. Please read them again.",
  "arriving.accept": "I have read this and agree to it.",
  "arriving.accept_missing": "Please read what the group agrees on and tick the box to come in.",
  "arriving.name": "Name shown in the room",
  "arriving.name_hint": "It does not have to be your full name.",
  "arriving.name_visibility": "Everyone in the group sees this name.",
  "arriving.enter": "Come to the door",
  "arriving.change": "Change your name",
  "arriving.change_lead": "You can do so until you are let in.",
  "arriving.change_save": "Take this name",
  "arriving.change_back": "Go back without changing",
  "arriving.changed": "You are at the door as {name}.",

  "contact.title": "How we can reach you",
  "contact.optional": "if you like",
  "contact.why":
    "If the connection breaks at a hard moment, your therapists can call you or send help to the right place.",
  "contact.place": "Where you are now",
  "contact.place_hint": "For example the town and street.",
  "contact.phone": "Phone number",
  "contact.visibility": "Only your therapists see this. It is erased when the session ends.",
  "contact.save": "Leave this for the therapists",
  "contact.saved": "Left for your therapists.",

  "waiting.title": "Your therapist will let you in",
  "waiting.words": "You are at the door of {group} as {name}. You can leave this page open.",
  "waiting.observer":
    "You are at the door of {group} as an observer. You can come in once everybody present has agreed.",
  "waiting.not_begun": "The session has not begun yet.",
  "waiting.begun": "The session is going on. It may take a moment until your therapist sees you.",
  "waiting.locked":
    "The room is closed for the moment. Your therapist still sees that you are here.",
  "waiting.no_therapist": "No therapist is connected at the moment. Please wait a little.",
  "waiting.change_name": "Change name",
  "waiting.leave": "Leave",
  "waiting.leave_title": "Leave the waiting room?",
  "waiting.leave_words": "You can come back with the same link for as long as the session lasts.",
} as const;
