/** Forms marked data-submit-on-change are sent as soon as a choice is made; the button stays for those without. */
import { behaviour } from "../behaviour";

behaviour<HTMLFormElement>("form[data-submit-on-change]", (form) => {
  form.addEventListener("change", () => form.requestSubmit());
});
