/** Panels that share one place, one at a time. */
import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import { Badge } from "./Badge";
import { cx } from "./cx";
import styles from "./Tabs.module.css";

export interface TabSpec {
  id: string;
  label: string;
  /** A small count of what is new or waiting there. */
  count?: number;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: TabSpec[];
  selected?: string;
  onSelect?: (id: string) => void;
  /** Panels fill the height there is and scroll inside. */
  fill?: boolean;
}

export function Tabs({ label, tabs, selected, onSelect, fill = false }: TabsProps) {
  return (
    <AriaTabs
      className={cx(styles.tabs)}
      data-fill={fill || undefined}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      {...(onSelect === undefined ? {} : { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList aria-label={label} className={cx(styles.list)}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={cx(styles.tab)}>
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && <Badge tone="blue">{tab.count}</Badge>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={cx(styles.panel)}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
