/** Parts that only some pages have, each in a file of its own. */
import { behaviour } from "../behaviour";

behaviour("[data-chart]", async (place) => (await import("../charts/chart")).draw(place));
behaviour<HTMLElement>("[data-sortable]", async (list) => (await import("../sortable")).sortable(list));
behaviour<HTMLSelectElement>("select[data-select]", async (list) => (await import("../select")).searchable(list));
