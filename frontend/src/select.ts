/** A long list of choices that can be searched. Without JavaScript it is the plain list. */
import TomSelect from "tom-select/base";
import "./styles/select.css";

/** Make the list searchable; with data-select="/address" choices are fetched from there as they are typed. */
export function searchable(list: HTMLSelectElement): void {
  const source = list.dataset.select;
  new TomSelect(list, {
    maxOptions: 100,
    ...(source ? { load: (text: string, done: (found: Choice[]) => void) => fetchChoices(source, text, done) } : {}),
  });
}

type Choice = { value: string; text: string };

async function fetchChoices(source: string, text: string, done: (found: Choice[]) => void): Promise<void> {
  const answer = await fetch(`${source}?${new URLSearchParams({ q: text })}`, {
    headers: { Accept: "application/json" },
  });
  done(answer.ok ? ((await answer.json()) as Choice[]) : []);
}
