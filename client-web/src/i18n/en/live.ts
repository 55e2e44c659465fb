/** Words of the live room: circle, floor, conversation, check-ins, feedback, moderation, safety. */
export const live = {} as const;
