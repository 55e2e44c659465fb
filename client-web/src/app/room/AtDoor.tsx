/** What somebody at the door may need before they are let in: help, and a say about an observer. */
import { ObserverQuestions } from "../../features/door";
import { CrisisButton, HelpButton, HelpNotice } from "../../features/safety";
import styles from "./AtDoor.module.css";

export function AtDoor() {
  return (
    <div className={styles.door}>
      <div className={styles.help}>
        <CrisisButton />
        <HelpButton />
      </div>
      <HelpNotice />
      <ObserverQuestions />
    </div>
  );
}
