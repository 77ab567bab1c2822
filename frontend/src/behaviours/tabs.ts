/** On a narrow screen tabs go on beyond its edge: the one that is shown is brought into view. */
import { behaviour } from "../behaviour";

behaviour<HTMLElement>("nav.tabs", (tabs) => {
  const shown = tabs.querySelector<HTMLElement>("[aria-current]");
  if (!shown || tabs.scrollWidth <= tabs.clientWidth) return;
  tabs.scrollLeft = shown.offsetLeft - (tabs.clientWidth - shown.offsetWidth) / 2;
});
