/** Columns are shown as soon as they are ticked, without looking for the button below them. */
import { behaviour } from "../behaviour";

behaviour<HTMLElement>("details[data-columns]", (menu) => {
  const form = menu.querySelector("form");
  form?.querySelector("button[type=submit]")?.classList.add("unseen");
  form?.addEventListener("change", () => form.requestSubmit());
});
