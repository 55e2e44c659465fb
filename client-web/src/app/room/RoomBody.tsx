/** What is inside the room, put together from the features that make it. */
import { useView } from "../../bind/room";
import { usePageTitle } from "../../ui";

export function RoomBody() {
  const session = useView((view) => view.session);
  const heading = usePageTitle(session.group_name);
  return (
    <main id="main" tabIndex={-1}>
      <h1 ref={heading} tabIndex={-1}>
        {session.group_name}
      </h1>
    </main>
  );
}
