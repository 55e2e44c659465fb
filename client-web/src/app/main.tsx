/** Where the client starts. */
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "../ui/tokens.css";
import "../ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followAddress } from "../core/route";
import { theme } from "../core/theme";
import { languageTag } from "../i18n/t";
import { App } from "./App";

theme.restore();
document.documentElement.lang = languageTag();
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <App route={followAddress()} />
  </StrictMode>,
);
