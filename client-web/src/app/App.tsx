/** The whole client: which page the address names, and what surrounds every page. */
import { useStore } from "../bind/store";
import type { Route } from "../core/route";
import type { Store } from "../core/store";
import { Colleague } from "../features/account/Colleague";
import { SetUp } from "../features/account/SetUp";
import { SignIn } from "../features/account/SignIn";
import { GroupPage } from "../features/groups/GroupPage";
import { GroupSettingsPage } from "../features/groups/GroupSettingsPage";
import { GroupsPage } from "../features/groups/GroupsPage";
import { NewGroupPage } from "../features/groups/NewGroupPage";
import { Invited } from "../features/join/Invited";
import { Join } from "../features/join/Join";
import { RoomPage } from "../features/room/RoomPage";
import { Announcer, Notices, SkipLink, UiProvider } from "../ui";
import { ErrorBoundary } from "./ErrorBoundary";
import { NotFound } from "./NotFound";
import { AtDoor } from "./room/AtDoor";
import { RoomBody } from "./room/RoomBody";
import { Shell } from "./Shell";

export function App({ route: store }: { route: Store<Route> }) {
  const route = useStore(store);
  return (
    <UiProvider>
      <SkipLink />
      <ErrorBoundary key={JSON.stringify(route)}>
        <PageOf route={route} />
      </ErrorBoundary>
      <Notices />
      <Announcer />
    </UiProvider>
  );
}

function PageOf({ route }: { route: Route }) {
  switch (route.to) {
    case "room":
      return (
        <RoomPage
          key={`${route.session} ${route.as}`}
          session={route.session}
          as={route.as}
          group={route.group}
          body={<RoomBody />}
          atDoor={<AtDoor />}
          frame={(children) => <Shell home={route.as === null}>{children}</Shell>}
        />
      );
    case "groups":
      return (
        <Shell home>
          <GroupsPage />
        </Shell>
      );
    case "new_group":
      return (
        <Shell home>
          <NewGroupPage />
        </Shell>
      );
    case "group":
      return (
        <Shell home>
          <GroupPage key={route.group} group={route.group} />
        </Shell>
      );
    case "group_settings":
      return (
        <Shell home>
          <GroupSettingsPage key={route.group} group={route.group} />
        </Shell>
      );
    case "login":
      return (
        <Shell>
          <SignIn />
        </Shell>
      );
    case "setup":
      return (
        <Shell>
          <SetUp token={route.token} />
        </Shell>
      );
    case "colleague":
      return (
        <Shell>
          <Colleague token={route.token} />
        </Shell>
      );
    case "join":
      return (
        <Shell>
          <Join token={route.token} />
        </Shell>
      );
    case "invited":
      return (
        <Shell>
          <Invited key={route.as} as={route.as} />
        </Shell>
      );
    case "nowhere":
      return (
        <Shell>
          <NotFound />
        </Shell>
      );
  }
}
