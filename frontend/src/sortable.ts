/** Rows that are dragged into another order. The keyboard has the move buttons, which do the same by a form. */
import Sortable from "sortablejs";

/** Let the list's children be dragged by their handle; the form around it is sent when one has landed elsewhere. */
export function sortable(list: HTMLElement): void {
  Sortable.create(list, {
    handle: "[data-handle]",
    animation: 120,
    ghostClass: "is-ghost",
    onEnd: ({ oldIndex, newIndex }) => {
      if (oldIndex !== newIndex) list.closest("form")?.requestSubmit();
    },
  });
}
