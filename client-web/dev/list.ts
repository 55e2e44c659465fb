/** The scenes, by feature. */
import type { Scene } from "./scene";
import { checkinScenes } from "./scenes/checkins";
import { doorScenes } from "./scenes/door";
import { feedbackScenes } from "./scenes/feedback";
import { safetyScenes } from "./scenes/safety";
import { wholeScenes } from "./scenes/whole";

export const scenes: Scene[] = [
  ...doorScenes,
  ...checkinScenes,
  ...feedbackScenes,
  ...safetyScenes,
  ...wholeScenes,
];
