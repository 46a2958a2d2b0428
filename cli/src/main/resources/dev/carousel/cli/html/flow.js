// How the gradient goes back through time.

const ONE_OVER_E = 1 / Math.E;

function gradientByLag({ states }) {
  const lines = states.map((s) => ({ name: s.name, style: s.style, points: pairs(s.state.lags, s.state.gradient) }));
  if (lines.length === 0) return null;
  const range = decades([0.1, 1, ...lines.flatMap((l) => l.points.map((p) => p[1]))]);
  const horizons = (theme, hidden) => states
    .filter((s) => !hidden.has(s.name) && isNumber(s.state.horizon) && s.state.horizon <= Math.max(...list(s.state.lags)))
    .map((s) => horizonMark(theme, s));
  return figure({
    id: "gradient-by-lag",
    title: "How much of the gradient is left, by lag",
    explain: "The norm of the total gradient, relative to lag 0, with the loss at a single step. A straight fall is exponential fading; the dashed line is at 1/e = 0.37. Crosses mark each state's horizon, -1/growth.",
    legend: entries(lines),
    panels: [{
      shape: "tall",
      label: `Gradient by lag, log scale. ${states.map(summary).join(" ")}`,
      build: lineChart({
        lines,
        x: { name: "lag (steps back from the loss)", min: 0, max: reach(lines), tip: (lag) => `lag ${lag}` },
        y: { name: "gradient, relative to lag 0", log: true, ...range },
        marks: [{ at: { yAxis: ONE_OVER_E }, text: "1/e" }],
        extra: horizons,
      }),
      key: notes(states.filter((s) => isNumber(s.state.meanLag)).map((s) => ({ style: s.style, name: s.name, text: reachNote(s.state) }))),
    }],
    tables: [linesTable("Gradient relative to lag 0", "lag", lines), growthTable(states)],
  });
}

function reachNote({ horizonOnePercent, meanLag }) {
  const little = isNumber(horizonOnePercent) ? `less than 1 % from lag ${grouped(horizonOnePercent)} on` : "more than 1 % at the last lag";
  return `${little}; mean lag ${decimals(meanLag, 1)}`;
}

function horizonMark(theme, { name, state, style }) {
  return {
    type: "scatter",
    name: `${name} horizon`,
    data: [[state.horizon, Math.log10(ONE_OVER_E)]],
    symbol: "path://M0 0L10 10M10 0L0 10",
    symbolSize: 10,
    itemStyle: { color: "transparent", borderColor: tint(theme, style), borderWidth: 2.5 },
    silent: true,
    tooltip: { show: false },
    z: 6,
  };
}

function summary({ name, state }) {
  const lags = list(state.lags);
  const last = lags.length - 1;
  const end = isNumber(state.gradient?.[last]) ? `${number(state.gradient[last], 2)} at lag ${lags[last]}` : "too little to measure at the end";
  const little = isNumber(state.horizonOnePercent) ? `, less than 1 % from lag ${state.horizonOnePercent} on` : "";
  const centre = isNumber(state.meanLag) ? `, mean lag ${decimals(state.meanLag, 1)}` : "";
  return `${name}: ${gradeWords(state)}, ${end}${little}${centre}.`;
}

function growthTable(states) {
  return {
    caption: "Growth per step back (natural logarithm) and horizon",
    head: ["state", "growth", "95 % interval", "horizon (steps)", "lag of 1 %", "mean lag", "verdict", "samples"],
    rows: () => states.map(({ name, state }) => [
      name,
      decimals(state.growthPerStep, 4),
      list(state.growthCi95).map((v) => decimals(v, 4)).join(" to ") || NONE,
      isNumber(state.horizon) ? number(state.horizon) : isNumber(state.growthPerStep) ? "∞" : NONE,
      grouped(state.horizonOnePercent),
      decimals(state.meanLag, 1),
      gradeWords(state),
      grouped(state.samples),
    ]),
  };
}

function carouselShare({ states }) {
  const lines = states
    .filter((s) => finite(list(s.state.carousel).slice(1)).some((v) => v > 0))
    .map((s) => ({
      name: s.name,
      style: s.style,
      text: percent,
      points: pairs(s.state.lags, list(s.state.carousel).map((v, i) => shareOf(v, list(s.state.gradient)[i]))),
    }));
  if (lines.length === 0) return null;
  const highest = Math.max(1, ...lines.flatMap((l) => finite(l.points.map((p) => p[1]))));
  return figure({
    id: "carousel-share",
    title: "The carousel's share: how much bypasses every matrix",
    explain: "Of the gradient at each lag, the part that travelled from step to step by element-wise products alone, as along an LSTM's cell state. Near 100 %, the constant error carousel carries the error; above it, paths cancel. States without such a part are left out.",
    legend: entries(lines),
    panels: [{
      build: lineChart({
        lines,
        x: { name: "lag (steps back from the loss)", min: 0, max: reach(lines), tip: (lag) => `lag ${lag}` },
        y: shareAxis(highest),
        marks: highest > 1 ? [{ at: { yAxis: 1 }, text: "" }] : [],
      }),
    }],
    tables: [linesTable("Carousel's share of the gradient", "lag", lines)],
  });
}

/** Whole fifths up to the highest; powers of ten where a few shares would flatten all others. */
function shareAxis(highest) {
  const name = "share of the gradient";
  return highest > 3
    ? { name, log: true, min: -2, max: Math.ceil(Math.log10(highest)), interval: 1, format: (exponent) => percent(10 ** exponent) }
    : { name, min: 0, max: Math.ceil(5 * highest - 1e-9) / 5, format: percent };
}

function shareOf(part, whole) {
  return isNumber(part) && whole > 0 ? part / whole : null;
}

function totalAgainstDirect({ networks, states }) {
  const kinds = { total: { colour: 0, symbol: "circle", dash: 0 }, direct: { colour: 1, symbol: "triangle", dash: 1 } };
  const known = networks.flatMap((network) =>
    list(network.run.steps).map((s) => ({ ...s, label: findState(network, states, s.layer, s.state).name })));
  if (known.length === 0) return null;
  const linesOf = (s) => Object.entries(kinds).map(([name, style]) => ({ name, style, points: bySteps(s[name]) }));
  const range = decades(known.flatMap((s) => [...list(s.total), ...list(s.direct)]));
  return figure({
    id: "total-direct",
    title: "Total and direct gradient, by step",
    explain: "For the ordinary loss, which is counted at every step. Direct: the error of the step itself. Total: with the error that comes back from later steps. Where both lines meet, nothing comes back.",
    legend: Object.entries(kinds).map(([name, style]) => ({ name, style })),
    
    panels: known.map((s) => ({
      title: s.label,
      build: lineChart({
        lines: linesOf(s),
        x: { name: "step", min: 0, max: reach(linesOf(s)), tip: (step) => `step ${step}` },
        y: { name: "gradient norm", log: true, ...range },
      }),
    })),
    tables: known.map((s) => linesTable(`${s.label}: gradient norm by step`, "step", linesOf(s))),
  });
}
