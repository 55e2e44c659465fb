/** Whether a call for help was pressed and has no answer yet: told by the button to the notice. */
import { createStore } from "../../core/store";

export const pressed = createStore(false);
