/** A line of text that becomes chips: Enter or a comma adds one, Backspace in the empty line takes the last away.
 *
 * Without JavaScript the field holds all values with commas between them, and that is what is sent here too.
 */
import { behaviour } from "../behaviour";

behaviour<HTMLInputElement>("input[data-chips]", (field) => {
  const box = document.createElement("span");
  box.className = "chips-box";
  const line = field.cloneNode() as HTMLInputElement;
  line.removeAttribute("name");
  line.removeAttribute("data-chips");
  line.value = "";
  field.type = "hidden";
  field.removeAttribute("id");
  field.before(box);
  box.append(line);

  const values = (): string[] => field.value.split(",").flatMap((each) => each.trim() || []);
  const keep = (kept: string[]): void => {
    field.value = [...new Set(kept)].join(", ");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    draw();
  };
  const draw = (): void => {
    for (const old of box.querySelectorAll("button")) old.remove();
    line.before(...values().map((value) => chip(value, field.dataset.chips ?? "", () => drop(value))));
  };
  const drop = (value: string): void => {
    keep(values().filter((each) => each !== value));
    line.focus();
  };
  const take = (): void => {
    if (line.value.trim()) keep([...values(), line.value.trim()]);
    line.value = "";
  };
  line.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      take();
    } else if (event.key === "Backspace" && !line.value) keep(values().slice(0, -1));
  });
  line.addEventListener("blur", take);
  draw();
});

/** The label says what pressing does, with the value in the place of {}: "Remove {}". */
function chip(value: string, label: string, remove: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip is-removable";
  button.textContent = value;
  button.setAttribute("aria-label", label.replace("{}", value));
  button.addEventListener("click", remove);
  return button;
}
