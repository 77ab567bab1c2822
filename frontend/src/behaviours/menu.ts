/** Menus are <details>: a click elsewhere or Esc closes them, arrows go through their lines. */
import { behaviour } from "../behaviour";

behaviour<HTMLDetailsElement>("details.menu", (menu) => {
  const summary = menu.querySelector("summary");
  const lines = (): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>(".menu-sheet :is(a, button)")];
  const move = (step: number): void => {
    const all = lines();
    // From the summary, which is no line, up leads to the last and down to the first.
    const here = Math.max(all.indexOf(document.activeElement as HTMLElement), step < 0 ? 0 : -1);
    all[(here + step + all.length) % all.length]?.focus();
  };

  /** A sheet that would reach over an edge of the screen begins at the other end of its button. */
  const fit = (): void => {
    const sheet = menu.querySelector(".menu-sheet");
    if (!sheet || !menu.open) return;
    sheet.classList.remove("to-left", "to-right");
    const { left, right } = sheet.getBoundingClientRect();
    if (right > document.documentElement.clientWidth) sheet.classList.add("to-left");
    else if (left < 0) sheet.classList.add("to-right");
  };
  menu.addEventListener("toggle", fit);

  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target as Node)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      event.preventDefault();
      menu.open = false;
      summary?.focus();
    }
    if (menu.open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
});
