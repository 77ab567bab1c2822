/** A field edited in place: it opens with the cursor in it, Esc puts back what was there. */
import { behaviour } from "../behaviour";

const ENTRY = "input:not([type=hidden]), select, textarea";

behaviour<HTMLFormElement>("form[data-inline]", (form) => {
  const entry = form.querySelector<HTMLInputElement>(ENTRY);
  entry?.focus({ preventScroll: true });
  if (entry instanceof HTMLInputElement && entry.type === "text") entry.select();
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    form.querySelector<HTMLElement>("[data-cancel]")?.click();
  });
});
