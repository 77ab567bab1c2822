/** The timer of a review: how many minutes are left of the 45, and which item of the agenda it should be by now. */
import { behaviour } from "../behaviour";

const MILLISECONDS_A_MINUTE = 60_000;
const LONGEST_MINUTES = 600;

behaviour<HTMLElement>("[data-agenda]", (agenda) => {
  const timer = agenda.querySelector<HTMLElement>("[role=timer]");
  const items = [...agenda.querySelectorAll<HTMLElement>("li[data-until]")];
  const begun = Date.parse(agenda.dataset.begun ?? "");
  const whole = Number(items.at(-1)?.dataset.until);
  if (!timer || Number.isNaN(begun)) return;
  const show = (): void => {
    const minutes = (Date.now() - begun) / MILLISECONDS_A_MINUTE;
    const left = whole - Math.floor(minutes);
    // What was begun days ago is written up, not timed.
    timer.hidden = minutes > LONGEST_MINUTES;
    timer.textContent = left >= 0 ? `${left} ${agenda.dataset.left}` : `${-left} ${agenda.dataset.over}`;
    timer.classList.toggle("bad", left < 0);
    const now = items.find((item) => minutes < Number(item.dataset.until));
    for (const item of items) item.classList.toggle("is-now", item === now && !timer.hidden);
  };
  const ticking = setInterval(() => (agenda.isConnected ? show() : clearInterval(ticking)), MILLISECONDS_A_MINUTE / 4);
  show();
});
