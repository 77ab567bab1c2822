/** The board: a person who is pointed at stands out with all lines, on the board and in the list; days are replayed. */
import { behaviour } from "../behaviour";
import htmx from "../htmx";

const SHOWN = "#board-shown";
const MILLISECONDS_A_DAY = 900;

behaviour<HTMLElement>(SHOWN, () => {
  const page = document.querySelector<HTMLElement>(".board-page");
  if (!page || page.dataset.points) return;
  page.dataset.points = "";
  for (const event of ["mouseover", "focusin"]) {
    page.addEventListener(event, ({ target }) => choose(page, personOf(target)));
  }
  page.addEventListener("mouseleave", () => choose(page, ""));
});

function personOf(target: EventTarget | null): string {
  const about = target instanceof Element ? target.closest<HTMLElement>("[data-person], [data-about]") : null;
  return about?.dataset.person ?? about?.dataset.about ?? "";
}

function choose(page: HTMLElement, person: string): void {
  const among = new Set([person]);
  for (const line of page.querySelectorAll<SVGElement>(".board-line[data-from]")) {
    const { from, to } = line.dataset;
    line.classList.toggle("is-chosen", person !== "" && (from === person || to === person));
  }
  page.querySelector(".board-svg")?.classList.toggle("has-chosen", person !== "");
  for (const each of page.querySelectorAll<HTMLElement>("[data-person]")) {
    each.classList.toggle("is-chosen", among.has(each.dataset.person ?? ""));
  }
}

/** The slider goes from day to day; a newer wish overtakes one that still waits. The play button moves the slider. */
behaviour<HTMLElement>("[data-replay]", (player) => {
  const range = player.querySelector<HTMLInputElement>("input[type=range]");
  const play = player.querySelector<HTMLButtonElement>("[data-play]");
  const told = player.querySelector("output");
  const days = [...player.querySelectorAll<HTMLElement>("li[data-url]")];
  if (!range || !play || !told) return;
  const words = play.textContent ?? "";
  let asked = 0;
  let answered = 0;

  const tell = (): HTMLElement | undefined => {
    const day = days[range.valueAsNumber];
    told.textContent = day?.textContent ?? "";
    range.setAttribute("aria-valuetext", told.textContent);
    const now = player.parentElement?.querySelector(".board-now");
    for (const end of ["x1", "x2"]) now?.setAttribute(end, day?.dataset.x ?? "0");
    return day;
  };
  const show = async (): Promise<void> => {
    const day = tell();
    if (!day?.dataset.url || answered < asked) return;
    const number = ++asked;
    const wanted = range.value;
    await htmx.ajax("get", day.dataset.url, { target: SHOWN, swap: "outerHTML" });
    history.replaceState(history.state, "", day.dataset.url);
    answered = number;
    if (range.value !== wanted) await show();
  };
  const stop = (): void => {
    play.textContent = words;
    delete play.dataset.playing;
  };
  const step = async (): Promise<void> => {
    if (!("playing" in play.dataset) || !player.isConnected) return;
    range.valueAsNumber += 1;
    await show();
    if (range.value === range.max) stop();
    else setTimeout(step, MILLISECONDS_A_DAY);
  };
  range.addEventListener("input", () => void show());
  play.addEventListener("click", () => {
    if ("playing" in play.dataset) return stop();
    play.dataset.playing = "";
    play.textContent = play.dataset.stop ?? "";
    if (range.value === range.max) range.value = "0";
    void step();
  });
  tell();
});
