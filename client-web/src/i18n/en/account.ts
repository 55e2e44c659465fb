/** Words of set-up, sign-in and the colleague's link. */
export const account = {
  "account.sign_out": "Sign out",
  "account.signed_out": "You are signed out.",
  "account.name": "Your name",
  "account.name_hint": "As your groups know you, for example Dr. Hale.",
  "account.name_visibility": "Your groups see this name.",
  "account.email": "E-mail",
  "account.password": "Password",
  "account.new_password": "Choose a password",
  "account.password_hint":
    "At least 12 characters. A few unusual words in a row are easy to keep and hard to guess.",
  "account.password_show": "Show the password",
  "account.password_short": {
    one: "{n} more character is needed.",
    other: "{n} more characters are needed.",
  },

  "setup.title": "Set up Rondo",
  "setup.lead":
    "This server is new. Create the first therapist account; you can invite your co-therapists afterwards.",
  "setup.submit": "Create my account",
  "setup.no_token":
    "To set up this server, open the set-up link that it printed in the terminal. For safety, the link leaves the address bar once it is read, so reloading this page needs the link again.",

  "login.title": "Sign in",
  "login.lead":
    "For therapists. If you are a member of a group, open the link your therapist sent you.",
  "login.submit": "Sign in",
  "login.setup_needed":
    "This server is not set up yet. Open the set-up link that it printed in the terminal when it started.",

  "colleague.title": "Join as a co-therapist",
  "colleague.lead": "You have been invited to lead “{group}” with equal rights.",
  "colleague.new": "I am new here",
  "colleague.existing": "I have an account on this server",
  "colleague.which": "Your account",
  "colleague.submit": "Join the group",
  "colleague.no_token":
    "Please open the link your colleague sent you once more. For safety, it leaves the address bar once it is read.",
  "colleague.broken": "This link does not work",
  "colleague.perhaps_known":
    "There may already be an account with this e-mail. If it is yours, choose “I have an account on this server” above.",
  "colleague.ask": "Please ask your colleague for a new one.",
} as const;
