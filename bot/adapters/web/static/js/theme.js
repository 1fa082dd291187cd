// Runs before the first paint, so that no page flashes in the other theme.
(() => {
  const chosen = (() => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  })();
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
