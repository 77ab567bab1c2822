/** The criteria studio: weights that re-rank as they move, fields that save themselves, rows that can be dragged. */
import Sortable from "sortablejs";
import htmx from "./htmx";

const BODY = "#studio";
const PREVIEW = "#preview";

/** While a weight moves the preview follows it; a newer wish overtakes an older one that still waits. */
export function tryWeights(form: HTMLFormElement): void {
  let asked = 0;
  let answered = 0;
  const ask = async (): Promise<void> => {
    if (answered < asked) return;
    const number = ++asked;
    const query = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const wanted = query.toString();
    await htmx.ajax("get", `${form.dataset.try}?${wanted}`, { target: PREVIEW, swap: "outerHTML" });
    answered = number;
    const now = new URLSearchParams(new FormData(form) as unknown as Record<string, string>).toString();
    if (now !== wanted) void ask();
  };
  for (const range of weightsOf(form)) {
    range.addEventListener("input", () => {
      show(range);
      void ask();
    });
    range.addEventListener("change", () => save(range));
  }
}

function weightsOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter(
    (each) => each instanceof HTMLInputElement && each.type === "range",
  ) as HTMLInputElement[];
}

function numberOf(range: HTMLInputElement): HTMLInputElement | null {
  return range.closest(".criterion")?.querySelector("input[name=weight]") ?? null;
}

function show(range: HTMLInputElement): void {
  const number = numberOf(range);
  if (number) number.value = range.value;
}

function save(range: HTMLInputElement): void {
  numberOf(range)?.form?.requestSubmit();
}

/** A form that saves as soon as its field has changed, and leaves the rest of the page as it is. */
export function saves(form: HTMLFormElement): void {
  form.addEventListener("change", () => form.requestSubmit());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form)) as Record<string, string>;
    void htmx.ajax("post", form.action, { source: form, target: BODY, swap: "innerHTML", values });
  });
}

/** Criteria that are dragged by their handle; the menu of each row does the same for the keyboard. */
export function order(list: HTMLElement): void {
  Sortable.create(list, {
    handle: "[data-handle]",
    animation: 120,
    ghostClass: "is-ghost",
    onEnd: ({ item, newIndex, oldIndex }) => {
      const form = item.querySelector<HTMLFormElement>("form.order");
      const position = form?.querySelector<HTMLInputElement>("input[name=position]");
      if (!form || !position || newIndex === oldIndex) return;
      position.value = String(newIndex);
      form.requestSubmit();
    },
  });
}
