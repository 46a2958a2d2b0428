// Charts: one ECharts instance for each panel, painted one after the other so that the page stays
// at hand, and again when the theme, the legend or the width changes.

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

function paint(chart, theme = currentTheme()) {
  if (!chart.host.isConnected) return;
  chart.instance ??= echarts.init(chart.host, null, { renderer: "svg" });
  const option = { ...common(chart, theme), ...chart.build(theme, chart.hidden) };
  option.tooltip = { ...tooltipOf(theme), ...option.tooltip };
  chart.instance.setOption(option, true);
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

function repaintAll() {
  const theme = currentTheme();
  charts.filter((chart) => chart.instance).forEach((chart) => paint(chart, theme));
}

/** Paints what waits, a chart at a time. */
function paintWaiting() {
  const chart = waiting.shift();
  if (!chart) {
    document.documentElement.dataset.ready = "true";
    return;
  }
  paint(chart);
  setTimeout(paintWaiting);
}

function resizeAll() {
  charts.filter((chart) => chart.instance).forEach((chart) => chart.instance.resize());
}

/** Paper is light and has a width of its own. */
function installPrinting() {
  const root = document.documentElement;
  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    while (waiting.length > 0) paint(waiting.shift());
    resizeAll();
    repaintAll();
    charts.forEach((chart) => chart.instance?.getZr().flush());
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    resizeAll();
    repaintAll();
  });
}

function installResizing() {
  let pending = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(resizeAll);
  });
  observer.observe(document.getElementById("report"));
}
