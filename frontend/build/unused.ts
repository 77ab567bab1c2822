import type { AtRule, Plugin, Rule } from "postcss";

/** Tabler's families that our pages have their own for, or none at all. Together they are a third of its size. */
const FAMILIES =
  "navbar|offcanvas|modal|carousel|ribbon|link-[a-z]+|accordion|otp|signal|toast|popover|tooltip|calendar|chat|" +
  "flatpickr|litepicker|fslightbox|plyr|dropzone|apexcharts|jvm|jsvectormap|iti|stars?|rating|noUi|io-range|" +
  "payment|social|flag|bg-[a-z]+|text-bg-[a-z]+|divide|placeholder|spinner|pagination|breadcrumb|page-[a-z]+|" +
  "steps|timeline|chart|tracking|datagrid|markdown|hr-text|switch-icon|status|nav-segmented|card-[a-z]+|colorinput|" +
  "imagecheck|selectgroup|btn-(?!primary|close)[a-z]+|legend|sortable|sparkline|toggle-switch|ts|tag|avatar";
const UNUSED = new RegExp(`\\.(?:${FAMILIES})(?![a-z])|\\.(?:${FAMILIES})-|data-bs-navbar`);

/** Leave out of Tabler's style sheet the rules for what no page of ours contains. */
export function unused(): Plugin {
  return {
    postcssPlugin: "tenure-unused",
    Rule(rule: Rule) {
      if (!rule.source?.input.file?.includes("@tabler/core")) return;
      const kept = rule.selectors.filter((selector) => !UNUSED.test(selector));
      if (kept.length === 0) rule.remove();
      else if (kept.length < rule.selectors.length) rule.selectors = kept;
    },
    AtRuleExit(rule: AtRule) {
      if (rule.nodes?.length === 0) rule.remove();
    },
  };
}
