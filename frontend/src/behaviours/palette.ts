/** The palette: Ctrl-K, or / where no list has a filter, then a few letters, then Enter.
 *
 * The server draws the lines; here they are only fetched, walked through and chosen. Each key asks at once, but one
 * question at a time: what was typed meanwhile is asked as soon as the answer is there.
 */
import { behaviour } from "../behaviour";

const LONGEST = 10_000;

behaviour<HTMLDialogElement>("dialog[data-palette]", (palette) => {
  const text = palette.querySelector<HTMLInputElement>("[role=combobox]");
  const list = palette.querySelector<HTMLElement>("[role=listbox]");
  const address = palette.dataset.palette;
  if (!text || !list || !address) return;
  let asking: Promise<void> | undefined;
  let answered = "";

  const lines = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[data-found]")];
  const chosen = (): HTMLElement | undefined => lines().find((line) => line.ariaSelected === "true");

  function choose(line: HTMLElement | undefined): void {
    for (const other of lines()) other.ariaSelected = String(other === line);
    if (line) text?.setAttribute("aria-activedescendant", line.id);
    else text?.removeAttribute("aria-activedescendant");
    line?.scrollIntoView({ block: "nearest" });
  }

  async function draw(typed: string): Promise<void> {
    const query = new URLSearchParams({ q: typed });
    const signal = AbortSignal.timeout(LONGEST);
    const answer = await fetch(`${address}?${query}`, { headers: { "HX-Request": "true" }, signal });
    const drawn = answer.ok && !answer.redirected ? await answer.text() : "";
    list?.replaceChildren(...new DOMParser().parseFromString(drawn, "text/html").body.childNodes);
    for (const [place, line] of lines().entries()) {
      Object.assign(line, { id: `found-${place}`, role: "option", tabIndex: -1 });
    }
    choose(lines()[0]);
  }

  async function drawUntilAnswered(field: HTMLInputElement): Promise<void> {
    do {
      answered = field.value;
      await draw(answered);
    } while (answered !== field.value);
  }

  function ask(): void {
    if (!text || asking) return;
    asking = drawUntilAnswered(text).finally(() => {
      asking = undefined;
    });
  }

  function open(): void {
    if (palette.open || !text) return;
    text.value = "";
    palette.showModal();
    ask();
  }

  function move(step: number): void {
    const all = lines();
    const here = chosen();
    choose(all[((here ? all.indexOf(here) : -1) + step + all.length) % all.length]);
  }

  async function go(): Promise<void> {
    // Who types faster than the server answers means what was typed, not what is still drawn.
    await asking;
    chosen()?.click();
  }

  text.addEventListener("input", ask);
  text.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    if (step) move(step);
    else void go();
  });
  list.addEventListener("mousemove", (event) => {
    const line = (event.target as Element).closest<HTMLElement>("[data-found]");
    if (line && line !== chosen()) choose(line);
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
  // A link to a place on the same page leaves the page where it is.
  list.addEventListener("click", () => palette.close());
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-open-palette]")) open();
  });
  document.querySelector<HTMLInputElement>("[data-opens-palette]")?.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    open();
  });
});
