/** Charts: options from a block of JSON beside the place, colours from the page's own tokens, the table beside. */
import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import { coloured, type Json, theme } from "./theme";

use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  LabelLayout,
  CanvasRenderer,
]);

const drawn = new Map<HTMLElement, EChartsType>();

/** Draw into the place what the block named by its data-chart says, and again when light turns to dark. */
export function draw(place: HTMLElement): void {
  drawn.get(place)?.dispose();
  const options = coloured(JSON.parse(document.getElementById(place.dataset.chart ?? "")?.textContent ?? "{}") as Json);
  const chart = init(place, theme(), { renderer: "canvas" });
  chart.setOption(withDefaults(options as Record<string, Json>));
  chart.on("click", ({ data }) => {
    const url = (data as { url?: string } | undefined)?.url;
    if (url) window.location.assign(url);
  });
  drawn.set(place, chart);
}

/** What holds for every chart unless its options say otherwise. */
function withDefaults(options: Record<string, Json>): Record<string, unknown> {
  // Tooltips as HTML carry style attributes, which the content policy refuses.
  const tooltip = { renderMode: "richText", ...(options.tooltip as object) };
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
    animation: !calm,
    ...options,
    tooltip,
  };
}

function redraw(): void {
  for (const place of [...drawn.keys()]) {
    if (place.isConnected) draw(place);
    else forget(place);
  }
}

function forget(place: HTMLElement): void {
  drawn.get(place)?.dispose();
  drawn.delete(place);
}

window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
window.addEventListener("resize", () => {
  for (const chart of drawn.values()) chart.resize();
});
