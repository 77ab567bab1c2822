/** Files dropped on the place for them are chosen as if by its button; their names are shown and read out. */
import { behaviour } from "../behaviour";

behaviour<HTMLElement>("[data-drop]", (place) => {
  const input = place.querySelector<HTMLInputElement>("input[type=file]");
  const names = place.querySelector<HTMLElement>("[data-drop-names]");
  if (!input) return;
  const isOver = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    place.classList.toggle("is-over", over);
  };
  place.addEventListener("dragover", isOver(true));
  place.addEventListener("dragleave", isOver(false));
  place.addEventListener("drop", (event) => {
    isOver(false)(event);
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    if (names) names.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ");
  });
});
