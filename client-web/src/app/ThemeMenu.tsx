/** Light, dark, or as the device has it. */
import { useStore } from "../bind/store";
import { type Theme, theme } from "../core/theme";
import { t } from "../i18n/t";
import { type IconName, Menu } from "../ui";

const choices: { theme: Theme; icon: IconName }[] = [
  { theme: "device", icon: "device" },
  { theme: "light", icon: "sun" },
  { theme: "dark", icon: "moon" },
];

export function ThemeMenu() {
  const chosen = useStore(theme.state);
  return (
    <Menu
      label={t("theme.label")}
      icon="theme"
      items={choices.map((choice) => ({
        id: choice.theme,
        label: t(`theme.${choice.theme}`),
        icon: choice.theme === chosen ? "check" : choice.icon,
        onAction: () => theme.choose(choice.theme),
      }))}
    />
  );
}
