/** Lists by keyboard: j and k go from row to row, x chooses one, Enter opens what its first link leads to. */
export {};

const ROWS = "table.rows tbody tr, [data-rows] > *";
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const HERE = "is-here";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.checkVisibility());
}

function move(step: number): void {
  const all = rows();
  const here = all.findIndex((row) => row.classList.contains(HERE));
  const next = all[here < 0 && step < 0 ? all.length - 1 : Math.min(Math.max(here + step, 0), all.length - 1)];
  if (!next) return;
  all[here]?.classList.remove(HERE);
  next.classList.add(HERE);
  next.scrollIntoView({ block: "nearest" });
  // The focus goes along, so that Enter opens the row and whoever listens hears it.
  const leads = next.querySelector<HTMLElement>("a") ?? next.querySelector<HTMLElement>("button, input");
  leads?.focus({ preventScroll: true });
}

function choose(): void {
  rows()
    .find((row) => row.classList.contains(HERE))
    ?.querySelector<HTMLInputElement>("input[type=checkbox]")
    ?.click();
}

const KEYS: Record<string, () => void> = { j: () => move(1), k: () => move(-1), x: choose };
// The second of two keys, as in g k, belongs to the first.
let first = "";

document.addEventListener("keydown", (event) => {
  const before = first;
  first = event.key === "g" ? "g" : "";
  if (document.documentElement.dataset.shortcuts === "off" || before === "g") return;
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]:modal")) return;
  if ((event.target as Element).matches?.(TYPING) || rows().length === 0) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
