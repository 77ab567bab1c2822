/** The drawer at the right opens when htmx has put something into it, and gives the focus back when it closes. */
import { behaviour } from "../behaviour";

behaviour<HTMLDialogElement>("#drawer", (drawer) => {
  let opener: HTMLElement | null = null;
  const close = (): void => drawer.close();

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, target } = (event as CustomEvent<{ elt: HTMLElement; target: HTMLElement }>).detail;
    if (target.id === "drawer-body" && !drawer.contains(elt)) opener = elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if ((event.target as HTMLElement).id !== "drawer-body" || drawer.open) return;
    drawer.show();
  });
  drawer.addEventListener("close", () => opener?.focus());
  drawer.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  for (const button of drawer.querySelectorAll("[data-close]")) button.addEventListener("click", close);
});
