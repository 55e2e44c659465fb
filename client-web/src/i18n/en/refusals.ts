/** Why something asked of the room was not done. One for each code of the wire. */
export const refusals = {
  "refusal.malformed": "That could not be understood. Please reload the page and try again.",
  "refusal.stale_number": "That was not done. Please try again.",
  "refusal.not_allowed": "Only a therapist can do that.",
  "refusal.for_members": "That is for members of the group.",
  "refusal.wrong_phase": "That is not possible at this point of the session.",
  "refusal.not_in_room": "You can do that once you have been let in.",
  "refusal.safe_mode": "The session is paused until your therapist is back.",
  "refusal.space_held": "Your therapist is holding the space. Nothing moves for a moment.",
  "refusal.rules_changed": "The ground rules have changed. Please read them again.",
  "refusal.rules_not_accepted": "That person has not accepted the ground rules yet.",
  "refusal.locked": "The room is locked. Nobody can be let in for now.",
  "refusal.room_full": "The room is full.",
  "refusal.not_agreed": "An observer can come in once everybody present has agreed.",
  "refusal.unknown_seat": "That person is not in the session any more.",
  "refusal.unknown_line": "That line is already gone.",
  "refusal.turn_changed": "The turn has already moved on.",
  "refusal.not_your_turn": "It is not your turn.",
  "refusal.no_round": "There is no round at the moment.",
  "refusal.nobody_waiting": "Nobody is waiting to speak.",
  "refusal.already_came_back": "You can ask to come back once in a round.",
  "refusal.lines_closed":
    "The conversation is closed for the moment. You can still write to your therapist.",
  "refusal.speaker_only":
    "Only the person speaking writes to everyone now. You can write to your therapist.",
  "refusal.muted": "Your lines to everyone are paused. You can still write to your therapist.",
  "refusal.no_checkin": "That check-in is over.",
  "refusal.checkin_open": "Another check-in is still open. Close it first.",
  "refusal.already_revealed": "The answers have been shown, so they can no longer be changed.",
  "refusal.out_of_bounds": "That is outside what was asked for.",
  "refusal.too_few":
    "There are too few people here for something anonymous: nobody could stay unknown.",
  "refusal.no_box": "That anonymous box is not open for this any more.",
  "refusal.box_open": "Another anonymous box is still open.",
  "refusal.boxes_used_up":
    "This session has had three of these. More would make it easier to guess who wrote what.",
  "refusal.not_confirmed": "Please read and confirm first what anonymous means in this group.",
  "refusal.no_alert": "That has already been dealt with.",
  "refusal.limit_reached": "The limit for this session is reached.",
  "refusal.too_fast": "That was a lot at once. Please wait a moment and try again.",
  "refusal.cannot_store":
    "The server cannot save anything right now. What you see is safe; please try again in a moment.",
} as const;
