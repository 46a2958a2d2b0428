// How the gradient by lag changed while the network was trained.

/** One scale for all panels: decades of ten between little and all of the gradient. */
function heatRange(histories) {
  const values = histories.flatMap((h) => h.gradient.flatMap(finite)).filter((v) => v > 0);
  if (values.length === 0) return null;
  const { min, max } = decades(values);
  return { min: Math.max(min, -8), max: Math.max(0, max) };
}

function gradientHistory({ networks, states }) {
  const all = networks.flatMap((network) => {
    const history = network.run.history;
    return list(history?.states).map((s) => ({
      name: findState(network, states, s.layer, s.state).name,
      lags: list(history.lags),
      updates: list(history.updates),
      gradient: list(s.gradient),
    }));
  });
  const range = heatRange(all);
  if (all.length === 0 || range === null) return null;
  return figure({
    id: "gradient-history",
    title: "The gradient by lag, during training",
    explain: "Each column is one moment of training, each row a lag; bright means that much of the gradient comes back. A bright edge that climbs shows a network that learns to carry the error further.",
    key: heatKey(range, all.every((h) => h.gradient.every((row) => list(row).every((v) => v > 0)))),
    panels: all.map((h) => ({ title: h.name, build: heatMap(h, range), shape: "heat" })),
    tables: all.map((h) => ({
      caption: `${h.name}: gradient relative to lag 0`,
      head: ["update", ...h.lags.map((lag) => `lag ${lag}`)],
      rows: () => h.updates.map((update, u) => [grouped(update), ...h.lags.map((_, k) => number(h.gradient[u]?.[k]))]),
    })),
  });
}

function heatKey({ min, max }, isComplete) {
  const ramp = el("span", { class: "ramp", "aria-hidden": "true" });
  ramp.style.background = `linear-gradient(90deg, ${RAMP.join(", ")})`;
  return el("div", { class: "key" },
    el("span", {}, `${min <= -8 ? "≤ " : ""}${power(min)}`),
    ramp,
    el("span", {}, power(max)),
    el("span", { class: "key-name" }, "gradient, relative to lag 0"),
    isComplete ? null : el("span", { class: "key-name" }, el("span", { class: "unmeasured-cell", "aria-hidden": "true" }), " not measured: too small or too large for float32"));
}

function heatMap(h, range) {
  const cells = h.gradient.flatMap((row, u) =>
    list(row).map((v, k) => [u, k, v > 0 ? Math.max(range.min, Math.log10(v)) : null, v]));
  const unmeasured = cells.filter((cell) => cell[2] === null);
  return (theme) => ({
    grid: { left: 12, right: 18, top: 30, bottom: 24, containLabel: true }, // the widest label is not reckoned with
    xAxis: categories(theme, h.updates, "update", "x"),
    yAxis: categories(theme, h.lags, "lag (steps back)", "y"),
    visualMap: { show: false, seriesIndex: 0, min: range.min, max: range.max, dimension: 2, inRange: { color: RAMP } },
    tooltip: {
      trigger: "item",
      formatter: ({ value }) =>
        tip(`update ${grouped(h.updates[value[0]])}`, [{ name: `lag ${h.lags[value[1]]}`, value: number(value[3]) }]),
    },
    series: [
      { ...cellsOf(theme, cells.filter((cell) => cell[2] !== null)), itemStyle: { borderWidth: 0 } },
      { ...cellsOf(theme, unmeasured), itemStyle: { borderWidth: 0, color: theme.mark } },
    ],
  });
}

function cellsOf(theme, data) {
  return {
    type: "heatmap",
    progressive: 0,
    data,
    emphasis: { itemStyle: { borderColor: theme.paper, borderWidth: 1 } },
  };
}

function categories(theme, values, name, side) {
  const base = axis(theme, "category", { name, gap: true }, side); // whole cells at both ends
  base.axisLabel.interval = Math.max(1, Math.ceil((values.length - 1) / 5)) - 1;
  return { ...base, data: values.map(String), splitLine: { show: false }, axisLine: { show: false }, axisTick: { show: false } };
}
