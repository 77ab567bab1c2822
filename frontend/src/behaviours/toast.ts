/** Toasts leave by themselves, not while they are read or pointed at; those that report a failure stay. */
import { behaviour } from "../behaviour";

const SECONDS = 10;

behaviour<HTMLElement>(".toast-line", (toast) => {
  toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
  if (toast.dataset.stays !== undefined) return;
  let timer = 0;
  const wait = (): void => {
    timer = window.setTimeout(() => toast.remove(), SECONDS * 1000);
  };
  for (const event of ["mouseenter", "focusin"]) toast.addEventListener(event, () => clearTimeout(timer));
  for (const event of ["mouseleave", "focusout"]) toast.addEventListener(event, wait);
  wait();
});

/** Say what went wrong on the way, in the words that the page carries for it. */
function tell(words: string | undefined): void {
  const template = document.querySelector<HTMLTemplateElement>("#toast-failed");
  const toast = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!toast || !words) return;
  (toast.querySelector("[data-words]") ?? toast).textContent = words;
  toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
  document.querySelector("#toasts")?.append(toast);
}

const words = (): DOMStringMap => document.querySelector<HTMLElement>("#toasts")?.dataset ?? {};
document.addEventListener("htmx:sendError", () => tell(words().unreachable));
document.addEventListener("htmx:responseError", (event) => {
  const { status } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr;
  const { forbidden, missing, busy, failed } = words();
  tell({ 403: forbidden, 404: missing, 503: busy }[status] ?? failed);
});
