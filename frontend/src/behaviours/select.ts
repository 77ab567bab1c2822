/** Ticking rows of a list: shift ticks a range, the box in the head ticks all, and the bar says what will happen.
 *
 * Without JavaScript the bar's buttons lead to a page that says it; with it they do it at once.
 */
import { behaviour } from "../behaviour";

behaviour<HTMLTableElement>("table[data-select]", (table) => {
  const boxes = [...table.querySelectorAll<HTMLInputElement>("input[name=account]")];
  const all = table.querySelector<HTMLInputElement>("[data-select-all]");
  const bar = document.querySelector<HTMLFormElement>("form[data-bulk]");
  if (!bar) return;
  let last: HTMLInputElement | undefined;

  const show = (): void => {
    const count = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest("tr")?.classList.toggle("is-chosen", box.checked);
    if (all) {
      all.checked = count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
    say(bar, count);
  };
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) for (const each of between(boxes, last, box)) each.checked = box.checked;
      last = box;
    });
    box.addEventListener("change", show);
    // Shift changes boxes that fire nothing of their own.
    box.addEventListener("click", show);
  }
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  bar.addEventListener("change", show);
  promise(bar);
  show();
});

function between<T>(row: T[], one: T, other: T): T[] {
  const [from, to] = [row.indexOf(one), row.indexOf(other)].sort((a, b) => a - b);
  return row.slice(from, (to ?? 0) + 1);
}

/** What each button will do is its label, so that nobody has to be asked again. */
function say(bar: HTMLFormElement, count: number): void {
  bar.toggleAttribute("data-idle", count === 0);
  const accounts = count === 1 ? (bar.dataset.one ?? "") : (bar.dataset.many ?? "").replace("{}", String(count));
  const words = bar.querySelector<HTMLElement>("[data-bulk-count]");
  if (words) {
    words.dataset.idle ??= words.textContent ?? "";
    words.textContent = count ? accounts : words.dataset.idle;
  }
  for (const button of bar.querySelectorAll<HTMLButtonElement>("button[data-plan]")) {
    const choice = button.parentElement?.querySelector("select")?.selectedOptions[0]?.text ?? "";
    button.textContent = (button.dataset.plan ?? "").replace("{accounts}", accounts).replace("{choice}", choice);
  }
}

/** The bar has said what will happen: it is done without a page that says it again. */
function promise(bar: HTMLFormElement): void {
  const sure = document.createElement("input");
  Object.assign(sure, { type: "hidden", name: "sure", value: "1" });
  bar.append(sure);
}
