// Charts: one ECharts instance for each panel, painted a few at a time so that the page stays at
// hand, and again when the theme, the legend or the width changes.

/** So long charts are painted before the page is shown and answers again. */
const TURN = 50; // ms

const charts = [];
const waiting = [];

/**
 * A chart in this element.
 *
 * @param label what it shows, for who does not see it
 * @param build from (theme, hidden names) to an option of ECharts
 */
function addChart(host, label, build, hidden = new Set()) {
  const chart = { host, label, build, hidden, instance: null };
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", label);
  charts.push(chart);
  waiting.push(chart);
  return chart;
}

/** Draws a chart at once, in the size that its place has now. */
function paint(chart, theme = currentTheme()) {
  if (!chart.host.isConnected) return;
  chart.instance ??= echarts.init(chart.host, null, { renderer: "svg" });
  const option = { ...common(chart, theme), ...chart.build(theme, chart.hidden) };
  option.tooltip = { ...tooltipOf(theme), ...option.tooltip };
  chart.look = lookOf(theme);
  const isFitting = fits(chart);
  chart.instance.setOption(option, { notMerge: true, lazyUpdate: !isFitting });
  if (isFitting) return;
  chart.instance.resize();
  chart.instance.getZr().flush();
}

function fits({ host, instance }) {
  return instance.getWidth() === host.clientWidth && instance.getHeight() === host.clientHeight;
}

function lookOf(theme) {
  return JSON.stringify(theme);
}

function common(chart, theme) {
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: theme.font, color: theme.ink },
    aria: { enabled: true, label: { enabled: true, description: chart.label } },
    grid: { left: 4, right: 18, top: 30, bottom: 24, containLabel: true },
  };
}

function tooltipOf(theme) {
  return {
    confine: true,
    transitionDuration: 0,
    padding: [10, 12],
    backgroundColor: theme.raised,
    borderColor: theme.rule,
    borderWidth: 1,
    extraCssText: "border-radius:8px;box-shadow:0 4px 16px rgba(0,0,0,.18)",
    textStyle: { color: theme.ink, fontSize: 13 },
    axisPointer: { lineStyle: { color: theme.muted, width: 1, type: "solid" } },
  };
}

/** What stands in a tooltip: a head, and a line for each value. */
function tip(head, lines) {
  const rows = lines.map(({ style, name, value }) =>
    el("div", { class: "tip-row" }, style ? swatch(style) : null, el("span", {}, name), el("b", {}, value)));
  return el("div", { class: "tip" }, el("div", { class: "tip-head" }, head), rows);
}

/** Paints the charts again whose place has another size than before, or the page another theme. */
function refresh() {
  const theme = currentTheme();
  const look = lookOf(theme);
  charts
    .filter((chart) => chart.instance && !(chart.look === look && fits(chart)))
    .forEach((chart) => paint(chart, theme));
}

/** Paints what waits, a few charts at a time. */
function paintWaiting() {
  paintSome();
  if (waiting.length > 0) setTimeout(paintWaiting);
  else document.documentElement.dataset.ready = "true";
}

/** Paints what waits until its turn is over. */
function paintSome() {
  const theme = currentTheme();
  const end = performance.now() + TURN;
  while (waiting.length > 0 && performance.now() < end) paint(waiting.shift(), theme);
}

/** Paper is light and has a width of its own. */
function installPrinting() {
  const root = document.documentElement;
  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    while (waiting.length > 0) paint(waiting.shift());
    refresh();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    refresh();
  });
}

function installResizing() {
  let pending = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(refresh);
  });
  observer.observe(document.getElementById("report"));
}
