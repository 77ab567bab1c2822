/** The board by hand: a card is dragged to another square, a line is drawn from a handle to somebody. What comes of it
 * is said by the same forms as the menus open, so it is checked, taken back and lost to others in the same way. */
import htmx from "./htmx";

/** Pixels from which a press is a drag and no click. */
const FAR = 6;
/** Milliseconds after which a finger that rests on a card lifts it; one that moves before scrolls the page. */
const LONG = 350;
const SHAPES = "http://www.w3.org/2000/svg";
const HOLDERS = ".board-card[data-said], .board-side[data-person]";

type Spot = { x: number; y: number };
type Drag = { to(at: Spot, over: Element[]): void; drop(): void; cancel(): void };

export function moves(board: HTMLElement): void {
  const svg = board.querySelector<SVGSVGElement>(".board-svg");
  const told = board.querySelector<HTMLElement>("[data-told]");
  if (!svg || !told) return;
  const words = board.dataset;
  const say = (text: string | undefined, name: string, place = ""): void => {
    told.textContent = (text ?? "").replace("{name}", name).replace("{place}", place);
  };
  const handle = svg.appendChild(document.createElementNS(SHAPES, "circle"));
  handle.setAttribute("class", "board-handle");
  handle.setAttribute("r", "7");
  handle.setAttribute("aria-hidden", "true");
  let holder: HTMLElement | null = null;

  const offer = ({ target }: Event): void => {
    const found = target instanceof Element ? target.closest<HTMLElement>(HOLDERS) : null;
    if (!found) return;
    holder = found;
    const { x, y, width, height } = (found.parentNode as SVGGraphicsElement).getBBox();
    handle.setAttribute("cx", `${x + width}`);
    handle.setAttribute("cy", `${y + height / 2}`);
    handle.classList.add("is-offered");
  };
  for (const event of ["mouseover", "focusin"]) svg.addEventListener(event, offer);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const begun = { x: event.clientX, y: event.clientY };
    const isTouch = event.pointerType === "touch";
    if (event.target === handle) {
      if (isTouch) return;
      event.preventDefault();
      if (holder) follow(svg, begun, drawn(holder), 0);
      return;
    }
    const card = (event.target as Element).closest<HTMLElement>(".board-card[data-said]");
    if (!card) return;
    if (!isTouch) return follow(svg, begun, lifted(card), FAR);
    afterRest(begun, () => {
      resting = true;
      navigator.vibrate?.(10);
      follow(svg, begun, lifted(card), 0);
    });
  });
  // A finger that has lifted a card scrolls nothing and opens no menu. Only who listens from the start is asked.
  let resting = false;
  const keep = (event: Event): void => {
    if (resting && event.cancelable) event.preventDefault();
  };
  svg.addEventListener("touchmove", keep, { passive: false });
  svg.addEventListener("contextmenu", keep);
  for (const event of ["touchend", "touchcancel"]) {
    svg.addEventListener(event, () => {
      resting = false;
    });
  }

  /** A card under the hand: the square below it lights up, and takes it when it is let go. */
  const lifted = (card: HTMLElement): (() => Drag) => {
    const place = card.parentNode as SVGGraphicsElement;
    const name = nameOf(card);
    const squares = [...svg.querySelectorAll<SVGRectElement>(".board-square")];
    const { x, y, width, height } = place.getBBox();
    const home = squares.find((each) => holds(each, { x: x + width / 2, y: y + height / 2 }));
    return () => {
      let from: Spot | null = null;
      let over: SVGRectElement | undefined;
      const next = place.nextSibling;
      card.classList.add("is-lifted");
      // Whatever stands later is drawn above the others; it goes back, for the order is that of the keyboard, too.
      svg.append(place);
      say(words.lifted, name);
      const settle = (): void => {
        svg.insertBefore(place, next);
        card.classList.remove("is-lifted");
        over?.classList.remove("is-target");
      };
      const back = (): void => {
        settle();
        place.removeAttribute("transform");
        say(words.back, name);
      };
      return {
        to(at) {
          from ??= at;
          place.setAttribute("transform", `translate(${at.x - from.x} ${at.y - from.y})`);
          const now = squares.find((each) => holds(each, at));
          if (now === over) return;
          over?.classList.remove("is-target");
          now?.classList.add("is-target");
          over = now;
          if (now) say(words.over, name, now.dataset.name);
        },
        drop() {
          if (!over || over === home) return back();
          settle();
          say(words.moving, name, over.dataset.name);
          void putDown(card, over).catch(back);
        },
        cancel: back,
      };
    };
  };

  /** Send the form that says where somebody stands, filled in as it is now but for the square. */
  const putDown = async (card: HTMLElement, square: SVGRectElement): Promise<void> => {
    const address = words.role ?? "";
    const asked = await fetch(`${address}?contact=${numberOf(card)}`, { headers: { "HX-Request": "true" } });
    const page = new DOMParser().parseFromString(await asked.text(), "text/html");
    const form = page.querySelector<HTMLFormElement>("form.sheet-form");
    if (!asked.ok || !form) throw new Error(`${address} gave no form`);
    const values = new FormData(form);
    for (const [field, value] of Object.entries({ level: square.dataset.level, function: square.dataset.function })) {
      values.set(field, value ?? "");
    }
    // The row that was seen on the board: whoever has said something else since is not written over.
    values.set("replaces", card.dataset.said ?? "");
    await htmx.ajax("post", address, { values, target: "#drawer-body", swap: "innerHTML" });
    // Refused or lost to somebody else: the drawer says so, and the card is where it was.
    if (document.querySelector("#drawer[open]")) (card.parentNode as Element).removeAttribute("transform");
  };

  /** A line under the hand: whoever it ends at is asked about in the form that says what the line is. */
  const drawn = (source: HTMLElement): (() => Drag) => {
    const start = { x: handle.cx.baseVal.value, y: handle.cy.baseVal.value };
    return () => {
      const line = svg.appendChild(document.createElementNS(SHAPES, "path"));
      line.setAttribute("class", "board-drawing");
      let end: HTMLElement | undefined;
      say(words.drawing, nameOf(source));
      const stop = (): void => {
        line.remove();
        end?.classList.remove("is-target");
      };
      return {
        to(at, over) {
          line.setAttribute("d", `M${start.x} ${start.y}L${at.x} ${at.y}`);
          const found = over.map((each) => each.closest<HTMLElement>(".board-card[data-said]")).find((each) => each);
          const now = found && found !== source ? found : undefined;
          if (now === end) return;
          end?.classList.remove("is-target");
          now?.classList.add("is-target");
          end = now;
          if (now) say(words.to, nameOf(source), nameOf(now));
        },
        drop() {
          stop();
          const address = end && formOf(words, source, end);
          if (address) void htmx.ajax("get", address, { target: "#drawer-body", swap: "innerHTML" });
        },
        cancel: stop,
      };
    };
  };
}

/** Begin once a finger has rested where it is for a while; one that moves or leaves before is none of ours. */
function afterRest(begun: Spot, begin: () => void): void {
  const waited = new AbortController();
  const { signal } = waited;
  const timer = setTimeout(() => {
    waited.abort();
    begin();
  }, LONG);
  signal.addEventListener("abort", () => clearTimeout(timer));
  const away = ({ clientX, clientY }: PointerEvent): void => {
    if (Math.hypot(clientX - begun.x, clientY - begun.y) >= FAR) waited.abort();
  };
  window.addEventListener("pointermove", away, { signal });
  for (const event of ["pointerup", "pointercancel"]) window.addEventListener(event, () => waited.abort(), { signal });
}

/** Follow the hand from a press on; what is less than so many pixels away is a click and none of ours. */
function follow(svg: SVGSVGElement, begun: Spot, begin: () => Drag, far: number): void {
  let drag = far ? undefined : begin();
  const heard = new AbortController();
  const { signal } = heard;
  const onMove = (event: PointerEvent): void => {
    if (!drag && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < far) return;
    drag ??= begin();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
    drag.to(at, document.elementsFromPoint(event.clientX, event.clientY));
  };
  const onUp = (): void => {
    heard.abort();
    if (!drag) return;
    // The click that follows was the drag's own.
    const swallow = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
    drag.drop();
  };
  const give = (): void => {
    heard.abort();
    drag?.cancel();
  };
  window.addEventListener("pointermove", onMove, { signal });
  window.addEventListener("pointerup", onUp, { signal });
  window.addEventListener("pointercancel", give, { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && give(), { signal });
}

function holds(square: SVGRectElement, { x, y }: Spot): boolean {
  const box = square.getBBox();
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

function nameOf(holder: HTMLElement): string {
  return holder.dataset.name ?? "";
}

function numberOf(holder: HTMLElement): string {
  return holder.dataset.person?.split(":").slice(1).join(":") ?? "";
}

/** The form for a line from one of theirs, of ours or of the competitors' to one of theirs. */
function formOf(words: DOMStringMap, source: HTMLElement, end: HTMLElement): string {
  const side = source.dataset.person?.split(":")[0] ?? "";
  const [address, asked] = {
    contact: [words.influence, { source: numberOf(source), target: numberOf(end), kind: "influences" }],
    member: [words.tie, { member: numberOf(source), contact: numberOf(end) }],
    competitor: [words.rival, { competitor: numberOf(source), contact: numberOf(end) }],
  }[side] ?? ["", {}];
  return address ? `${address}?${new URLSearchParams(asked as Record<string, string>)}` : "";
}
