/** A field edited in place: it opens with the cursor in it, Esc puts back what was there, and the focus stays with it. */
import { behaviour } from "../behaviour";
import htmx from "../htmx";

const ENTRY = "input:not([type=hidden]), select, textarea";
const FORM = "form[data-inline]";
// The field whose form was shown until now.
let left = "";

behaviour<HTMLFormElement>(FORM, (form) => {
  const entry = form.querySelector<HTMLInputElement>(ENTRY);
  entry?.focus({ preventScroll: true });
  if (entry instanceof HTMLInputElement && entry.type === "text") entry.select();
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    form.querySelector<HTMLElement>("[data-cancel]")?.click();
  });
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.target as HTMLElement;
  if (target.matches(FORM) || target.querySelector(FORM)) left = target.id;
});
htmx.onLoad((root) => {
  const field = root as HTMLElement;
  if (!left || field.id !== left) return;
  left = "";
  // A form again is a refusal or a conflict, which has taken the focus already.
  if (!field.matches(FORM) && !field.querySelector(FORM)) field.querySelector<HTMLElement>("a")?.focus();
});
