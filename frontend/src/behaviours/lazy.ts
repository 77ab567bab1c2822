/** Parts that only some pages have, each in a file of its own. */
import { behaviour } from "../behaviour";

behaviour("[data-chart]", async (place) => (await import("../charts/chart")).draw(place));
behaviour<HTMLElement>("[data-sortable]", async (list) => (await import("../sortable")).sortable(list));
behaviour<HTMLSelectElement>("select[data-select]", async (list) => (await import("../select")).searchable(list));
behaviour<HTMLFormElement>("form[data-try]", async (form) => (await import("../studio")).tryWeights(form));
behaviour<HTMLFormElement>("form[data-saves]", async (form) => (await import("../studio")).saves(form));
behaviour<HTMLElement>("[data-order]", async (list) => (await import("../studio")).order(list));
behaviour<HTMLElement>("[data-moves]", async (board) => (await import("../board_moves")).moves(board));
