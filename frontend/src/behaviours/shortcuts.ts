/** Keys that press what is on the page: data-shortcut="c" on a link or button, "g a" for two keys one after another.
 *
 * Nothing has a key of its own here, so that the sheet of keys (?) is true on every page. The member can switch all
 * of them off, and they rest while somebody types.
 */
const PAUSE = 1000;
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

let pressed = "";
let last = 0;

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off" || event.key === "Shift") return;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey || (!command && (event.target as Element).matches?.(TYPING))) return;
  const key = command ? `mod+${event.key.toLowerCase()}` : event.key;
  const both = event.timeStamp - last < PAUSE ? `${pressed} ${key}` : key;
  const wanted = find(both) ?? find(key);
  // Only the key before counts: after j, j and g the next one is the second of two.
  pressed = wanted ? "" : key;
  last = event.timeStamp;
  if (!wanted) return;
  event.preventDefault();
  // A menu that opens has the focus, so that the arrows go through it.
  if (wanted.matches(`summary, ${TYPING}`)) wanted.focus();
  if (!wanted.matches(TYPING)) wanted.click();
});

function find(keys: string): HTMLElement | undefined {
  const wanted = `[data-shortcut="${CSS.escape(keys)}"]`;
  // What the page itself has for a key comes before what the frame has for it on every page.
  const all = document.querySelectorAll<HTMLElement>(`main ${wanted}`);
  const everywhere = document.querySelectorAll<HTMLElement>(wanted);
  return [...all, ...everywhere].find((each) => each.checkVisibility() || each.dataset.hidden === "shortcut");
}

/** Write the sheet of keys from what the page has, each time it is opened. */
function fill(sheet: HTMLElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-shortcut]")].map((each) => {
    const term = document.createElement("dt");
    term.append(...keycaps(each.dataset.shortcut ?? ""));
    const meaning = document.createElement("dd");
    meaning.textContent = each.dataset.says ?? each.getAttribute("aria-label") ?? each.textContent?.trim() ?? "";
    const row = document.createElement("div");
    row.append(term, meaning);
    return row;
  });
  sheet.replaceChildren(...rows);
}

function keycaps(keys: string): HTMLElement[] {
  return keys.split(/[ +]/).map((key) => {
    const cap = document.createElement("kbd");
    cap.textContent = key === "mod" ? "Ctrl" : key.length === 1 ? key.toUpperCase() : key;
    return cap;
  });
}

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest("[data-help]");
  const dialog = document.querySelector<HTMLDialogElement>("#help");
  if (!button || !dialog) return;
  const sheet = dialog.querySelector<HTMLElement>("[data-keys]");
  if (sheet) fill(sheet);
  dialog.showModal();
});
