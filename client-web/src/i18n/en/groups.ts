/** Words of a therapist's pages: groups, rosters, invitations, saved check-ins. */
export const groups = {
  "groups.title": "Your groups",
  "groups.new": "New group",
  "groups.open_now": "Session open",
  "groups.empty": "Make your first group",
  "groups.empty_words":
    "A group has a name, its ground rules, and the people who belong to it. You put them on its roster, hand each their own link, and open a session when it is time.",
  "groups.go": "Open the group",

  "group.new_title": "New group",
  "group.new_lead": "All of this can be changed later.",
  "group.create": "Create the group",
  "group.settings_title": "Settings of {group}",
  "group.settings": "Settings",
  "group.saved": "Saved.",
  "group.rules_raise":
    "If you change the ground rules, members are asked to read and accept them again before they next come in.",

  "group.name": "Name of the group",
  "group.name_hint": "For example: Tuesday evening group.",
  "group.name_visibility": "Members see this name.",
  "group.rules": "Ground rules",
  "group.rules_hint":
    "Everybody reads and accepts these before coming in. Change them to what your group agrees on.",
  "group.rules_visibility": "Everyone in the group sees this.",
  "group.crisis": "In a crisis",
  "group.crisis_hint":
    "Where to turn when it cannot wait. Shown when no therapist can answer, and beside every call for help. Put in the numbers that are right for where your members live.",
  "group.crisis_blanks": "Please fill in what stands in brackets, or take it out: {blanks}",
  "group.capacity": "Most members in the room",
  "group.capacity_hint": "Therapists and observers are not counted.",
  "group.threshold": "Anonymous feedback needs at least",
  "group.threshold_hint":
    "With fewer members present it cannot be opened: nobody could stay unknown. Decide this before you begin.",
  "group.threshold_5": "5 members present",
  "group.threshold_5_hint": "Recommended.",
  "group.threshold_4": "4 members present",
  "group.threshold_4_hint":
    "For small groups that have agreed to it. “Me too” and figures still take 5.",
  "group.admission": "Who is let in without your tap",
  "group.admission_one_by_one": "Nobody: I let in each person",
  "group.admission_roster": "People on the roster",
  "group.admission_everybody": "Everybody with an invitation",

  "group.rules_starter":
    "What is said in the group stays in the group.\n\nWe are alone in the room we call from, with headphones if others are near. Nobody records, takes pictures, or shares the screen.\n\nWe speak about ourselves. We let each other finish. Anyone may pass, at any time, without giving a reason.\n\nWe tell each other honestly what we see and feel, with care.\n\nIf you cannot come, or wish to stop, tell the therapists first. If it becomes too much, use “I need help”: only the therapists see it.",
  "group.crisis_starter":
    "If you are in danger or might harm yourself, call the emergency number now: 112 in Europe, 911 in North America, 999 in the United Kingdom.\n\nOutside of the group you can reach us at: (your practice’s number and hours).\n\nA crisis line that is open at night: (name and number).",

  "session.none": "No session is open",
  "session.none_words":
    "Open it a few minutes before you begin. Members with a link can then come to the door.",
  "session.open": "Open a session",
  "session.opened": "A session is open",
  "session.opened_words": "Since {time}. Members with a link can come to the door.",
  "session.enter": "Go in",

  "people.title": "People",
  "people.therapists": "Therapists",
  "people.members": "Members",
  "people.observers": "Observers",
  "people.none":
    "Nobody is on the roster yet. Add the first member, and you get their personal link.",
  "people.add": "Add a person",
  "people.add_title": "Add a person to the roster",
  "people.name": "Name",
  "people.name_hint": "As you know them. In the room they choose the name that is shown.",
  "people.name_visibility": "Only therapists see this name, and the person themselves.",
  "people.role": "They come as",
  "people.member": "Member",
  "people.member_hint": "Takes part.",
  "people.observer": "Observer",
  "people.observer_hint":
    "For a supervisor or trainee: silent, visible to all, and only if everybody present agrees.",
  "people.added": "{name} is on the roster.",
  "people.you": "you",
  "people.actions": "More for {name}",
  "people.rename": "Change the name",
  "people.rename_title": "Change the name of {name}",
  "people.remove": "Remove from the roster",
  "people.remove_title": "Remove {name} from the roster?",
  "people.remove_words":
    "Their link stops working at once. If they are in a session now, remove them there too.",
  "people.removed": "{name} is not on the roster any more.",

  "invitation.none": "no link yet",
  "invitation.active": "link works until {day}",
  "invitation.opened": "opened, works until {day}",
  "invitation.expired": "link ran out",
  "invitation.revoked": "link taken back",
  "invitation.make": "Make link",
  "invitation.renew": "New link",
  "invitation.renew_title": "Make a new link for {name}?",
  "invitation.renew_words": "The link they have now stops working at once.",
  "invitation.revoke": "Take the link back",
  "invitation.revoke_title": "Take back the link of {name}?",
  "invitation.revoke_words":
    "It stops working at once, also where it is open already. You can make a new one at any time.",
  "invitation.revoked_done": "The link of {name} was taken back.",
  "invitation.title": "Personal link for {name}",
  "invitation.once": "Copy it now. It is shown only this once; the server does not keep it.",
  "invitation.who": "Whoever has this link comes in as {name}. Send it where only {name} reads it.",
  "invitation.until":
    "It works until {day}, for every session of the group, or until you take it back.",
  "invitation.link": "Link",
  "invitation.done": "Done",

  "co.invite": "Invite a co-therapist",
  "co.title": "Link for a co-therapist",
  "co.who":
    "Whoever opens this link and signs in leads this group with the same rights as you. It works once, until {day}.",

  "checkins.title": "Saved check-ins",
  "checkins.lead": "Your own questions, ready to put to the group during a session.",
  "checkins.none":
    "None yet. Five come with Rondo: opening mood, 0 to 10, climate in the group, one word, and closing takeaway.",
  "checkins.new": "New check-in",
  "checkins.new_title": "New check-in",
  "checkins.save": "Save the check-in",
  "checkins.saved": "Saved for this group.",
  "checkins.delete": "Delete “{prompt}”",
  "checkins.delete_title": "Delete this check-in?",
  "checkins.delete_confirm": "Delete",
  "checkins.deleted": "The check-in was deleted.",

  "past.title": "Past sessions",
  "past.none": "None yet.",
  "past.session": "Session {n}",
  "past.attended": { one: "{n} member came", other: "{n} members came" },
  "past.lasted": "{day}, {minutes}",
} as const;
