/** Says that an account was opened, so that the palette offers it first; the page has long been drawn by then. */
import { behaviour } from "../behaviour";

behaviour<HTMLElement>("[data-seen]", (shown) => {
  const token = document.body.dataset.csrf;
  if (!shown.dataset.seen || !token) return;
  // Whether it was noted is nobody's worry: the account is found without it too.
  fetch(shown.dataset.seen, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => {});
});
