import htmx from "./htmx";

/** Attach something to every element that fits the selector, now and whenever htmx brings in more of them. */
export function behaviour<E extends HTMLElement>(selector: string, attach: (element: E) => void): void {
  const attached = new WeakSet<E>();
  const attachWithin = (root: Element): void => {
    const found = [...root.querySelectorAll<E>(selector)];
    if (root.matches(selector)) found.unshift(root as E);
    for (const element of found.filter((each) => !attached.has(each))) {
      attached.add(element);
      attach(element);
    }
  };
  htmx.onLoad((root) => attachWithin(root as Element));
}
