import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

const FOLDER = "node_modules/@tabler/icons/icons";

/** Write icons.json with the drawings of the icons that the list names, one a line; pages inline them on the server. */
export function icons(list: string): Plugin {
  return {
    name: "tenure-icons",
    apply: "build",
    buildStart() {
      this.addWatchFile(resolve(list));
    },
    generateBundle() {
      const names = readFileSync(list, "utf8").split("\n").filter(Boolean);
      const drawings = Object.fromEntries(names.map((name) => [name, drawing(name)]));
      this.emitFile({ type: "asset", fileName: "icons.json", source: JSON.stringify(drawings) });
    },
  };
}

/** What is inside the icon's <svg>; "star-filled" is the filled form of "star". */
function drawing(name: string): string {
  const filled = name.endsWith("-filled");
  const file = filled ? `${FOLDER}/filled/${name.slice(0, -7)}.svg` : `${FOLDER}/outline/${name}.svg`;
  const inside = /<svg[^>]*>(.*)<\/svg>/s.exec(readFileSync(file, "utf8"))?.[1];
  if (inside === undefined) throw new Error(`${file} holds no <svg> element.`);
  return inside.replace(/\s*\n\s*/g, "").replace('<path stroke="none" d="M0 0h24v24H0z" fill="none"/>', "");
}
