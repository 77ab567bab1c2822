/** htmx under our content policy: nothing is evaluated, nothing comes from elsewhere, refusals are shown. */
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  // Never style: what SortableJS left on an element would be written as an inline style.
  attributesToSettle: ["class", "width", "height"],
  // 422 is a form with its errors, 409 a conflict with both values: both are meant to be read.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409", swap: true, error: false },
    { code: "422", swap: true, error: false },
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, verb } = (event as CustomEvent<{ headers: Record<string, string>; verb: string }>).detail;
  const token = document.body.dataset.csrf;
  if (token && verb !== "get") headers["X-CSRFToken"] = token;
});

export default htmx;
