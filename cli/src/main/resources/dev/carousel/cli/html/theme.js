// Colours: style sheets hold them, once; figures ask for them whenever they are painted.

const SERIES_COLOURS = 6;
const DASHES = ["solid", [7, 4], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2, 1, 2]];
const SYMBOLS = ["circle", "triangle", "rect", "diamond", "arrow", "roundRect"];

/** Dark to bright, of steadily rising lightness: told apart with any kind of colour vision. */
const RAMP = ["#440154", "#46317e", "#365b8c", "#277e8e", "#1fa187", "#49c16d", "#9fd938", "#fde725"];

/** What a style variable amounts to in the theme that is on. */
function colour(name) {
  const probe = document.getElementById("about");
  const before = probe.style.color;
  probe.style.color = `var(--${name})`;
  const resolved = getComputedStyle(probe).color;
  probe.style.color = before;
  return resolved;
}

function currentTheme() {
  const names = ["ink", "muted", "rule", "grid", "paper", "raised", "mark", "accent", "good", "bad"];
  const theme = Object.fromEntries(names.map((name) => [name, colour(name)]));
  theme.series = Array.from({ length: SERIES_COLOURS }, (_, i) => colour(`series-${i + 1}`));
  theme.font = getComputedStyle(document.body).fontFamily;
  return theme;
}

/** How the i-th network and the j-th line of it are drawn: a colour and a shape, and a dash. */
function lineStyle(i, j = 0) {
  return { colour: i % SERIES_COLOURS, symbol: SYMBOLS[i % SYMBOLS.length], dash: j % DASHES.length };
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function labelThemeButton(button) {
  const other = isDark() ? "light" : "dark";
  button.textContent = `${capital(other)} theme`;
}

/** The button chooses a theme; until it is pressed, the system's choice holds. */
function installTheme(button) {
  const changed = () => {
    labelThemeButton(button);
    refresh();
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    changed();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  labelThemeButton(button);
}
