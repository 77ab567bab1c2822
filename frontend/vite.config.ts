import { defineConfig } from "vite";
import { compressed } from "./build/compressed";
import { icons } from "./build/icons";
import { unused } from "./build/unused";

export default defineConfig({
  // Addresses relative to each file: the build does not know where Django serves it.
  base: "./",
  plugins: [icons("icons.txt"), compressed()],
  css: { postcss: { plugins: [unused()] } },
  build: {
    outDir: "../src/tenure/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    // Older targets have light-dark() rewritten into something that takes the wrong side in nested schemes.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    target: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: { main: "src/main.ts" },
      // htmx contains an eval, which our configuration of htmx and the content policy both keep from running.
      checks: { eval: false, pluginTimings: false },
    },
  },
});
