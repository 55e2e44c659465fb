/** What is inside the room, put together from the features that make it. */
import { useState } from "react";
import { useAsk, useGroupId, useView } from "../../bind/room";
import { CheckinCard, CheckinPanel, SaveTemplate } from "../../features/checkins";
import { Circle } from "../../features/circle/Circle";
import { Conversation, type WriteTo } from "../../features/conversation/Conversation";
import { DoorPanel, ObserverQuestions, WaitingBadge, waitingCount } from "../../features/door";
import {
  asksMembers,
  FeedbackCard,
  FeedbackPanel,
  OpenBox,
  type Opening,
  openingOf,
  slipsWait,
  useMeTooAction,
  useWhyNot,
} from "../../features/feedback";
import { Activity } from "../../features/floor/Activity";
import { Bar } from "../../features/floor/Bar";
import { GiveFloor } from "../../features/floor/GiveFloor";
import { LineUp } from "../../features/floor/LineUp";
import { NowLine } from "../../features/floor/NowLine";
import { SeatMenu } from "../../features/moderation";
import { ObservePanel } from "../../features/observation";
import {
  AlertBadges,
  AlertHistory,
  AlertNotices,
  CrisisButton,
  HelpButton,
  HelpNotice,
  SafeModeNotice,
} from "../../features/safety";
import { RoomHeader } from "../../features/session/RoomHeader";
import { t } from "../../i18n/t";
import type { SeatId, View } from "../../protocol";
import { Tabs } from "../../ui";
import { ThemeMenu } from "../ThemeMenu";
import styles from "./RoomBody.module.css";
import { RoomLayout } from "./RoomLayout";
import { cardsOf, useInSight } from "./useInSight";
import { useParts } from "./useParts";
import { useSpoken } from "./useSpoken";
import { useUnread } from "./useUnread";

export function RoomBody() {
  useSpoken();
  const role = useView((view) => view.me.role);
  const seats = useView((view) => view.seats);
  const parts = useParts();
  const unread = useUnread(parts.inSight("conversation"));
  const [writeTo, setWriteTo] = useState<WriteTo | null>(null);
  const [giving, setGiving] = useState<SeatId | null>(null);
  const [opening, setOpening] = useState<Opening | null>(null);
  const slips = useView((view) => slipsWait(view.box));
  const asked = useView(askedOf);
  const cards = useInSight(useView(cardsOf));
  const therapist = role === "therapist";
  const meToo = useMeTooAction(setOpening);
  return (
    <>
      <RoomLayout
        parts={parts}
        header={<Header />}
        notices={<RoomNotices />}
        group={therapist ? <GroupPanel onOpen={setOpening} /> : null}
        groupCount={waitingCount(seats) + (slips ? 1 : 0)}
        stage={
          <>
            <div ref={cards} className={styles.cards}>
              <CheckinCard />
              <FeedbackCard
                onWriteWithName={(text) => {
                  setWriteTo({ to: "therapists", text });
                  parts.show("conversation");
                }}
              />
            </div>
            <NowLine className={styles.now} />
            <Stage
              onGive={setGiving}
              onWrite={(seat) => {
                setWriteTo({ to: "one", seat });
                parts.show("conversation");
              }}
            />
          </>
        }
        stageCount={parts.inSight("stage") ? 0 : asked}
        bar={<Bar meToo={meToo("")} />}
        conversation={<Conversation writeTo={writeTo} meToo={meToo} />}
        conversationCount={unread}
      />
      {opening !== null && <OpenBox opening={opening} onClose={() => setOpening(null)} />}
      {giving !== null && <GiveFloor seat={giving} onClose={() => setGiving(null)} />}
    </>
  );
}

/** How many things on the stage wait for this member: told where the stage is out of sight. */
function askedOf({ me, box, checkin }: View): number {
  if (me.role !== "member") return 0;
  const answer = checkin?.stage === "collecting" && me.answer === null;
  return (asksMembers(box) ? 1 : 0) + (answer ? 1 : 0);
}

function Header() {
  const role = useView((view) => view.me.role);
  return (
    <RoomHeader
      badges={
        <>
          <WaitingBadge />
          <AlertBadges />
        </>
      }
      help={
        <>
          {role !== "therapist" && <CrisisButton />}
          <HelpButton />
        </>
      }
      device={<ThemeMenu />}
    />
  );
}

function RoomNotices() {
  return (
    <>
      <HelpNotice />
      <AlertNotices />
      <SafeModeNotice />
      <ObserverQuestions />
    </>
  );
}

interface StageProps {
  onGive: (seat: SeatId) => void;
  onWrite: (seat: SeatId) => void;
}

function Stage({ onGive, onWrite }: StageProps) {
  const ask = useAsk();
  const seats = useView((view) => view.seats);
  const role = useView((view) => view.me.role);
  const me = useView((view) => view.me.seat);
  const menu = (number: SeatId) => {
    const seat = seats.find((one) => one.seat === number);
    if (seat === undefined || number === me) return null;
    return (
      <SeatMenu
        seat={seat}
        onGiveFloor={onGive}
        onWrite={onWrite}
        onLowerHand={(whose) => void ask({ feature: "floor", type: "lower_hand_of", seat: whose })}
      />
    );
  };
  return (
    <Circle {...(role === "therapist" ? { menu } : {})}>
      <Activity />
    </Circle>
  );
}

function GroupPanel({ onOpen }: { onOpen: (opening: Opening) => void }) {
  const group = useGroupId();
  const whyNot = useWhyNot();
  const open = useView(({ session }) => session.phase !== "closing");
  const checkin = useView((view) => view.checkin !== null);
  const box = useView((view) => view.box !== null);
  const slips = useView((view) => slipsWait(view.box));
  const [tab, setTab] = useState("now");
  return (
    <Tabs
      selected={tab}
      onSelect={setTab}
      label={t("session.part_group")}
      tabs={[
        {
          id: "now",
          label: t("session.group_now"),
          count: tab !== "now" && slips ? 1 : 0,
          content: (
            <div className={styles.panels}>
              <h2 className={styles.hidden}>{t("session.group_now")}</h2>
              <DoorPanel level={3} />
              <LineUp />
              {/* In the debrief there is nobody left to ask. */}
              {(open || checkin) && (
                <CheckinPanel
                  level={3}
                  anonymous={{
                    why: ({ answer }) => whyNot(answer.kind),
                    open: (template) => onOpen(openingOf(template)),
                  }}
                />
              )}
              {(open || box) && (
                <FeedbackPanel
                  level={3}
                  onOpen={onOpen}
                  saving={(template) =>
                    group !== null && <SaveTemplate group={group} template={template} />
                  }
                />
              )}
              <AlertHistory />
              <CrisisButton />
            </div>
          ),
        },
        {
          id: "observe",
          label: t("session.group_observe"),
          content: (
            <>
              <h2 className={styles.hidden}>{t("session.group_observe")}</h2>
              <ObservePanel level={3} />
            </>
          ),
        },
      ]}
    />
  );
}
