// Classes one by one: mistakes, precision and recall, probabilities over time.

function mistakesTable({ confusion }) {
  const all = list(confusion?.mistakes);
  if (all.length === 0) return null;
  const rows = all.map((m) => el("tr", {},
    el("th", { scope: "row" }, m.actual),
    el("td", { class: "wrapped" }, m.predicted),
    el("td", { class: "number" }, grouped(m.count)),
    el("td", { class: "number" }, percent(m.share))));
  return el("div", { class: "scroll metrics", tabindex: "0", role: "region", "aria-label": "Table: the most frequent mistakes" },
    el("table", {},
      el("caption", {}, "The most frequent mistakes"),
      el("thead", {}, el("tr", {}, ["actual class", "predicted", "predictions", "share of the actual class"].map((h, i) => el("th", { scope: "col", class: i > 1 ? "number" : null }, h)))),
      el("tbody", {}, rows)));
}

const CLASS_MARKS = [
  { key: "precision", name: "precision", style: { colour: 0, symbol: "circle", dot: true } },
  { key: "recall", name: "recall", style: { colour: 1, symbol: "triangle", dot: true } },
  { key: "f1", name: "F1", style: { colour: 2, symbol: "diamond", dot: true } },
];

function classMarks({ classes, confusion }) {
  const all = list(classes);
  if (all.length === 0 || sum(all.map((c) => c.actual)) === 0) return null;
  const rows = all.map((c) => ({ ...c, label: shortened(c.name) }));
  const rest = confusion?.left > 0 ? ` ${grouped(confusion.left)} classes more are in --json.` : "";
  return figure({
    id: "class-marks",
    title: "Precision and recall of each class",
    explain: `Precision: the share of its predictions that are correct. Recall: the share of its occurrences that are predicted. F1: their harmonic mean.${rest}`,
    legend: CLASS_MARKS,
    panels: [{
      build: dotRows(rows, CLASS_MARKS, { name: "", min: 0, max: 1, interval: 0.25, format: (v) => `${plain(100 * v)} %` }),
      height: rowsHeight(rows, rows.length > 20 ? 18 : 24),
    }],
    tables: [{
      caption: "Precision and recall of each class",
      head: ["class", "occurs", "predicted", "precision", "recall", "F1"],
      rows: () => all.map((c) => [c.name, grouped(c.actual), grouped(c.predicted), percent(c.precision), percent(c.recall), number(c.f1, 4)]),
    }],
  });
}

/** The names of the rows of a heat map of probabilities. */
function probabilityNames({ names, others }) {
  return others > 0 ? [...names, `${grouped(others)} others`] : names;
}

function probabilityChart(state) {
  return (theme) => {
    const { places, classes, steps } = state.sample();
    const names = probabilityNames(classes);
    const labels = names.map((name) => shortened(name));
    const widest = Math.max(...labels.map((label) => widthOf(theme, label)));
    const left = Math.ceil(Math.min(widest + 8, 0.3 * pageWidth(), 200));
    const dot = Math.max(3, Math.min(9, (pageWidth() - left) / places.length - 1));
    const cells = classes.probabilities.flatMap((row, k) => row.map((p, i) => [i, k, p])).filter((c) => isNumber(c[2]));
    const isRight = (i) => classes.truth[i] === classes.predicted[i] || steps[i] === 0;
    const dots = classes.truth.map((k, i) => [i, k]).filter(([, k]) => k >= 0);
    return {
      grid: { left, right: 18, top: 8, bottom: 40, containLabel: false },
      xAxis: { ...placeAxis(theme, places), type: "category", data: places.map((_, i) => i), boundaryGap: true, axisTick: { show: false }, axisLine: { show: false } },
      yAxis: nameAxis(theme, labels, { inverse: true, room: left - 8, cell: 20 }),
      visualMap: { show: false, seriesIndex: 0, min: 0, max: 1, dimension: 2, inRange: { color: shareRamp(theme) } },
      tooltip: {
        trigger: "item",
        formatter: ({ value: [i] }) => tip(places[i], [
          ...names.map((name, k) => ({ name: shortened(name), value: percent(classes.probabilities[k][i]) })),
          ...(classes.truth[i] >= 0 ? [{ name: "actual", value: shortened(names[classes.truth[i]]) }] : []),
        ]),
      },
      series: [
        { type: "heatmap", progressive: 0, data: cells, itemStyle: { borderWidth: 0 }, emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1 } } },
        dotsOf(theme, dots.filter(([i]) => isRight(i)), "circle", theme.ink, dot),
        dotsOf(theme, dots.filter(([i]) => !isRight(i)), "diamond", theme.series[1], dot + 2),
      ],
    };
  };
}

function dotsOf(theme, data, symbol, color, size) {
  return { type: "scatter", data, symbol, symbolSize: size, itemStyle: { color, borderColor: theme.paper, borderWidth: 0.7 }, z: 4 };
}

const TRUE_CLASS = { name: "actual class, predicted correctly", style: { role: "ink", symbol: "circle", dot: true } };
const MISSED_CLASS = { name: "actual class, where another was predicted", style: { colour: 1, symbol: "diamond", dot: true } };

function probabilityKey(samples) {
  const isKnown = samples.some((s) => s.classes.truth.some((k) => k >= 0));
  const marks = isKnown ? [TRUE_CLASS, MISSED_CLASS].map(({ name, style }) => el("span", { class: "key-name" }, swatch(style), name)) : [];
  return shareKey("0 %", "100 %", "probability", ...marks);
}

function probabilityTable(state) {
  return {
    get caption() {
      return `Probabilities of classes${state.ofGroup()}`;
    },
    get head() {
      return [state.what(), ...probabilityNames(state.sample().classes), "predicted", "actual"];
    },
    rows: () => {
      const { places, classes } = state.sample();
      const names = probabilityNames(classes);
      return places.map((place, i) => [
        place,
        ...classes.probabilities.map((row) => percent(row[i])),
        names[classes.predicted[i]] ?? NONE,
        names[classes.truth[i]] ?? NONE,
      ]);
    },
  };
}
