/** Tabler's few rules for data-bs-theme follow the system while the member has not chosen; our colours need no help. */
const page = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function follow(): void {
  if (page.dataset.theme === "system") page.dataset.bsTheme = dark.matches ? "dark" : "light";
}

follow();
dark.addEventListener("change", follow);
