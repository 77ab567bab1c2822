/** The colours of charts are those of the page: a token is named as "$accent" in the options. */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The token's colour as it shows now: what light-dark() comes to is only told by an element that wears it. */
function token(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** The options with every "$token" turned into its colour. */
export function coloured(value: Json): Json {
  if (typeof value === "string") return value.startsWith("$") ? token(value.slice(1)) : value;
  if (Array.isArray(value)) return value.map(coloured);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coloured(each)]));
}

/** A theme of ECharts made of the page's tokens. */
export function theme(): Record<string, unknown> {
  const [ink, quiet, line, ground] = ["ink", "ink-2", "line", "ground"].map(token);
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: quiet, fontSize: 11 },
    nameTextStyle: { color: quiet, fontSize: 11 },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: ["accent", "grade-1", "good", "warn", "bad", "ink-2"].map(token),
    backgroundColor: "transparent",
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 },
    categoryAxis: axis,
    valueAxis: axis,
    logAxis: axis,
    timeAxis: axis,
    legend: { textStyle: { color: quiet } },
    tooltip: { backgroundColor: ground, borderColor: line, textStyle: { color: ink, fontSize: 12 } },
  };
}
