// Light or dark. Not a module, so that it runs before the first paint: no flash of the other one.
"use strict";

(() => {
  const KEPT = "paradnaya.theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function paint() {
    const kept = localStorage.getItem(KEPT);
    root.dataset.theme = kept ?? (system.matches ? "dark" : "light");
  }

  system.addEventListener("change", paint);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#theme")) return;
    localStorage.setItem(KEPT, root.dataset.theme === "dark" ? "light" : "dark");
    paint();
  });
  paint();
})();
