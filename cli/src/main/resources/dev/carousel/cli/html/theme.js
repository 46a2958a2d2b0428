// Colours: style sheets hold them, once; figures ask for them whenever they are painted.

const SERIES_COLOURS = 6;
const DASHES = ["solid", [7, 4], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2, 1, 2]];
const SYMBOLS = ["circle", "triangle", "rect", "diamond", "arrow", "roundRect"];

/** Dark to bright, of steady lightness, and told apart with any kind of colour vision. */
const RAMP = ["#0b2351", "#2b446e", "#575d6d", "#7d7c78", "#a59c74", "#d2c060", "#fee838"];

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
    repaintAll();
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    changed();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  labelThemeButton(button);
}
