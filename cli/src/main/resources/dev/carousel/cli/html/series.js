// Predictions beside the truth, group by group, with intervals and baselines.

const TRUTH = { name: "truth", style: { role: "ink", dash: 0, plain: true, width: 1.3 } };
const TICK_GAP = 28;

const SPANS = [60, 120, 250, 500];
const USUAL_SPAN = 120;

/** The last rows of a sample. */
function lastRows(sample, rows) {
  const cut = (values) => values.slice(-rows);
  const { classes } = sample;
  return {
    ...sample,
    left: sample.left + Math.max(0, sample.places.length - rows),
    places: cut(sample.places),
    steps: cut(sample.steps),
    numbers: sample.numbers.map((n) => ({ ...n, truth: cut(n.truth), values: cut(n.values), quantiles: n.quantiles.map(cut), baselines: n.baselines.map(cut) })),
    classes: classes ? { ...classes, probabilities: classes.probabilities.map(cut), predicted: cut(classes.predicted), truth: cut(classes.truth) } : null,
  };
}

/** What the choosers have chosen. */
function chosenSample({ samples, isOfLabels }) {
  const state = {
    index: 0,
    span: Number.MAX_SAFE_INTEGER,
    sample: () => (isOfLabels ? samples[state.index] : lastRows(samples[state.index], state.span)),
    whole: () => samples[state.index],
    ofGroup: () => (state.sample().group ? `, ${shortened(state.sample().group)}` : ""),
    what: () => (isOfLabels ? "group" : "row"),
  };
  return state;
}

/** How much of the data is shown. */
function shownText({ samples, groups, isOfLabels }, state) {
  const { places, left } = state.whole();
  if (isOfLabels) {
    return left > 0 ? `${grouped(places.length)} of ${plural(groups, "group")}, spread evenly over the table.` : `All ${plural(groups, "group")}.`;
  }
  return [
    left > 0 ? `The page holds the last ${plural(places.length, "row")}; ${grouped(left)} earlier ${left === 1 ? "one is" : "ones are"} left out.` : null,
    samples.length < groups ? `It holds ${samples.length} of ${plural(groups, "group")}, spread evenly over the table.` : null,
  ].filter(Boolean).join(" ");
}

function choice(id, label, names, chosen, change) {
  const select = el("select", { id }, names.map((name, i) => el("option", { value: i, selected: i === chosen }, name)));
  select.addEventListener("change", () => change(select.selectedIndex));
  return [el("label", { for: id }, label), select];
}

/** Lists of groups, and of how many rows are shown; null if there is nothing to choose. */
function choosers({ samples, isOfLabels }, state, changed) {
  const longest = Math.max(...samples.map((s) => s.places.length));
  const spans = [...SPANS.filter((n) => n < longest), longest];
  const parts = [];
  if (samples.length > 1) {
    parts.push(...choice("group", "Group", samples.map((s) => shortened(s.group, 60)), 0, (i) => {
      state.index = i;
      changed();
    }));
  }
  if (!isOfLabels && spans.length > 1) {
    const usual = Math.max(0, spans.findLastIndex((n) => n <= USUAL_SPAN));
    state.span = spans[usual];
    const names = spans.map((n) => (n === longest ? `all ${grouped(n)}` : `the last ${n}`));
    parts.push(...choice("span", "Rows", names, usual, (i) => {
      state.span = spans[i];
      changed();
    }));
  }
  return parts.length === 0 ? null : el("div", { class: "chooser" }, parts);
}

/** Ticks at places that have a name each, as many as fit beside each other. */
function placeAxis(theme, places) {
  const widest = Math.max(...places.map((p) => shortened(p, 24).length)) * 6.6;
  const most = Math.max(2, Math.floor((pageWidth() - 60) / (widest + TICK_GAP)));
  const every = Math.max(1, Math.ceil(places.length / most));
  const base = axis(theme, null, { name: "", min: 0, max: Math.max(1, places.length - 1) }, "x");
  return {
    ...base,
    interval: every,
    axisLabel: {
      ...base.axisLabel,
      interval: every - 1,
      showMaxLabel: false,
      alignMinLabel: "left",
      formatter: (at) => shortened(places[Math.round(at)] ?? "", 24),
    },
  };
}

/** Where one origin's rows end and the next one's begin; of a single step, where rows are missing. */
function isBreak(steps, i, horizon) {
  if (i === 0 || steps[i] === 0 || steps[i - 1] === 0) return true;
  return horizon > 1 && steps[i] <= steps[i - 1];
}

/** Points of what is predicted, apart where another origin begins. */
function brokenPoints(values, steps, horizon) {
  return values.flatMap((value, i) => {
    const point = [i, isNumber(value) ? value : null];
    return isBreak(steps, i, horizon) && i > 0 ? [[i - 0.5, null], point] : [point];
  });
}

/** Runs of rows, [from, to), that one origin predicts. */
function runs(steps, horizon) {
  const all = [];
  steps.forEach((step, i) => {
    if (step === 0) return;
    if (isBreak(steps, i, horizon) || all.length === 0) all.push([i, i + 1]);
    else all[all.length - 1][1] = i + 1;
  });
  return all;
}

/** Pairs of levels equally far from the middle, the widest first. */
function levelPairs(levels) {
  const pairsOf = [];
  for (let i = 0; i < Math.floor(levels.length / 2); i++) {
    const other = levels.length - 1 - i;
    if (Math.abs(levels[i] + levels[other] - 1) < 1e-6) {
      pairsOf.push({ low: i, high: other, name: `${percent(levels[other] - levels[i])} interval` });
    }
  }
  return pairsOf;
}

function bandStyle(i) {
  return { colour: 0, band: 0.16 + 0.14 * i };
}

function bands(levels) {
  return levelPairs(levels).map((pair, i) => ({ ...pair, style: bandStyle(i) }));
}

/** An area between two quantiles, one for each origin. */
function bandSeries(theme, band, quantiles, steps, horizon) {
  const [low, high] = [quantiles[band.low], quantiles[band.high]];
  const areas = runs(steps, horizon).filter(([from, to]) => isNumber(low[from]) && isNumber(high[to - 1]));
  return {
    type: "custom",
    silent: true,
    clip: true,
    z: 1,
    data: areas.map(([from], i) => [from, low[from], i]),
    encode: { x: -1, y: -1 },
    renderItem: (_, api) => {
      const [from, to] = areas[api.value(2)];
      const wide = to - from === 1 ? 0.35 : 0;
      const along = Array.from({ length: to - from }, (_, i) => from + i);
      const points = [
        ...along.flatMap((i) => (wide ? [[i - wide, high[i]], [i + wide, high[i]]] : [[i, high[i]]])),
        ...along.reverse().flatMap((i) => (wide ? [[i + wide, low[i]], [i - wide, low[i]]] : [[i, low[i]]])),
      ];
      return {
        type: "polygon",
        shape: { points: points.map((p) => api.coord(p)) },
        style: { fill: tint(theme, band.style), opacity: band.style.band },
      };
    },
  };
}

function forecastLines(samples, baselines, state, k) {
  const { numbers, steps } = state.sample();
  const target = numbers[k];
  const isDots = samples.isOfLabels;
  const lineOf = (name, style, values, all) => ({ name, style, points: all ? values.map((v, i) => [i, v]) : brokenPoints(values, steps, samples.horizon) });
  return [
    ...baselines.map((name, b) => lineOf(name, { ...styleOf(b + 1), plain: !isDots, dot: isDots, width: 1.3 }, target.baselines[b])),
    lineOf("prediction", { ...NETWORK_STYLE, plain: !isDots, dot: isDots }, target.values),
    lineOf(TRUTH.name, isDots ? { role: "ink", symbol: "diamond", dot: true } : TRUTH.style, target.truth, true),
  ].filter((l) => l.points.some((p) => isNumber(p[1])));
}

function forecastChart(page, state, k) {
  const { samples, baselines } = page;
  return (theme, hidden) => {
    const { places, numbers, steps } = state.sample();
    const target = numbers[k];
    const areas = bands(samples.levels).filter((b) => !hidden.has(b.name));
    const lines = forecastLines(samples, baselines, state, k).filter((l) => !hidden.has(l.name));
    const y = { name: target.name.length > 40 ? shortened(target.name, 40) : target.name, scale: true, log: false };
    return {
      grid: { left: 4, right: 18, top: 30, bottom: 10, containLabel: true },
      xAxis: placeAxis(theme, places),
      yAxis: axis(theme, null, y, "y"),
      tooltip: { trigger: "axis", formatter: (at) => forecastTip(page, state, k, Math.round(at[0]?.axisValue ?? 0), hidden) },
      series: [
        ...lines.map((l) => line(theme, l, y)),
        ...areas.map((b) => bandSeries(theme, b, target.quantiles, steps, samples.horizon)),
        rules(theme, beyondMark(steps, target)),
      ],
    };
  };
}

/** A line where the table ends and what is predicted goes on. */
function beyondMark(steps, target) {
  const last = target.truth.reduce((found, v, i) => (isNumber(v) ? i : found), -1);
  const isBeyond = last >= 0 && steps.slice(last + 1).some((s) => s > 0);
  return isBeyond ? [{ at: { xAxis: last + 0.5 }, text: "" }] : [];
}

function forecastTip({ samples, baselines }, state, k, i, hidden) {
  const { places, steps, numbers } = state.sample();
  const target = numbers[k];
  const rows = [
    { style: TRUTH.style, name: TRUTH.name, value: number(target.truth[i], 4) },
    { style: NETWORK_STYLE, name: "prediction", value: number(target.values[i], 4) },
    ...bands(samples.levels).map((b) => ({ name: b.name, value: `${number(target.quantiles[b.low][i], 4)} to ${number(target.quantiles[b.high][i], 4)}` })),
    ...baselines.map((name, b) => ({ style: styleOf(b + 1), name, value: number(target.baselines[b][i], 4) })),
  ].filter((row) => !hidden.has(row.name) && !/^–( to –)?$/.test(row.value));
  const ahead = samples.horizon > 1 && steps[i] > 0 ? ` (step ${steps[i]})` : "";
  return rows.length === 0 ? "" : tip(`${shortened(places[i], 60)}${ahead}`, rows);
}

function forecastLegend({ samples, baselines }, state) {
  const lines = forecastLines(samples, baselines, state, 0);
  return [
    ...["truth", "prediction"].flatMap((name) => lines.filter((l) => l.name === name)),
    ...bands(samples.levels),
    ...lines.filter((l) => baselines.includes(l.name)).map((l) => ({ ...l, off: true })),
  ].map(({ name, style, off }) => ({ name, style, off }));
}

function forecastTable({ samples, baselines }, state, k) {
  return {
    get caption() {
      return `${state.sample().numbers[k].name}${state.ofGroup()}`;
    },
    head: [state.what(), "step", "truth", "prediction", ...samples.levels.map((q) => `quantile ${percent(q)}`), ...baselines],
    rows: () => {
      const { places, steps, numbers } = state.sample();
      const t = numbers[k];
      return places.map((place, i) => [
        place, steps[i] > 0 ? steps[i] : NONE, number(t.truth[i], 6), number(t.values[i], 6),
        ...t.quantiles.map((q) => number(q[i], 6)), ...t.baselines.map((b) => number(b[i], 6)),
      ]);
    },
  };
}

function forecastWords({ horizon, isOfLabels }) {
  if (isOfLabels) return "Each place is a group: what is predicted for it beside what the table holds.";
  return horizon > 1
    ? `From origins ${plural(horizon, "row")} apart, the rows that follow are predicted at once: a line and a band for each origin.`
    : "Each row is predicted from those before it.";
}

const MOST_PANELS = 6;

/** The predictions of the group that is chosen; null if there are none. */
function seriesFigure(page) {
  const { samples } = page;
  if (!samples || list(samples.samples).length === 0 || samples.samples.every((s) => s.places.length === 0)) return null;
  const state = chosenSample(samples);
  const note = el("p", { class: "note", role: "status" }, shownText(samples, state));
  const isOfClasses = Boolean(samples.samples[0].classes);
  const count = Math.min(MOST_PANELS, samples.samples[0].numbers.length);
  const targets = Array.from({ length: count }, (_, k) => k);
  const chooser = choosers(samples, state, () => {
    note.textContent = shownText(samples, state);
    renew(element);
  });
  const element = figure(isOfClasses ? probabilityParts(page, state, chooser) : {
    id: "forecast",
    title: "Predictions beside the truth",
    explain: forecastWords(samples),
    legend: forecastLegend(page, state),
    chooser,
    panels: targets.map((k) => ({ title: count > 1 ? samples.samples[0].numbers[k].name : "", shape: "tall", build: forecastChart(page, state, k) })),
    tables: targets.map((k) => forecastTable(page, state, k)),
    columns: 1,
  });
  if (note.textContent) element.querySelector(".panels").after(note);
  return element;
}

function probabilityParts({ samples }, state, chooser) {
  const rows = Math.max(...samples.samples.map((s) => probabilityNames(s.classes).length));
  return {
    id: "forecast",
    title: "Probabilities of the classes",
    explain: `${samples.isOfLabels ? "A column for each group" : "A column for each row, in the order of time"}. The stronger the colour, the likelier the class.`,
    chooser,
    key: probabilityKey(samples.samples),
    panels: [{ build: probabilityChart(state), height: 60 + rows * Math.max(18, Math.min(36, 320 / rows)) }],
    tables: [probabilityTable(state)],
    columns: 1,
  };
}

/** Shows another choice: charts are painted again, and tables made again. */
function renew(element) {
  made.get(element).drawn.forEach((chart) => paint(chart));
  const box = element.querySelector("details");
  if (!box) return;
  box.querySelectorAll(".scroll").forEach((t) => t.remove());
  box.dispatchEvent(new Event("toggle"));
}
