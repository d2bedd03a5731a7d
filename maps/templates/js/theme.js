/* Light and dark: as the system has it until the reader chooses. */
(function (dateline) {
  "use strict";

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = false;

  function apply(isDark) {
    root.dataset.theme = isDark ? "dark" : "light";
  }

  function toggle() {
    chosen = true;
    apply(root.dataset.theme !== "dark");
  }

  /** Call back when the system's theme has changed and the page has followed. */
  function onChange(listener) {
    dark.addEventListener("change", (event) => {
      if (chosen) return;
      apply(event.matches);
      listener();
    });
  }

  // At once, before anything is drawn.
  apply(dark.matches);
  dateline.theme = { onChange, toggle };
})((window.dateline = window.dateline || {}));
