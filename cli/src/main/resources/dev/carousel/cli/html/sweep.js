// Puts the page of a sweep together: which settings were better, by how much, and how they got there.

const MOST_LINES = 12;
const BAND = 0.14;

/** Losses whose largest is so many times the smallest have a logarithmic axis. */
const WIDE_LOSSES = 100;
const MOST_CATEGORIES = 60;
const CATEGORY_HEIGHT = 16; // px

const ONE = { name: "each seed", style: { role: "muted", symbol: "circle", dot: true } };
const MEAN = { name: "mean, with its 95 % interval", style: { colour: 0, symbol: "diamond", dot: true } };

function sweepStyle(i) {
  return lineStyle(i, Math.floor(i / SERIES_COLOURS));
}

/** The losses of a combination, in the order of its seeds; null where a training was not finite. */
function lossesOf(row, { trials }) {
  return list(trials).filter((t) => t.label === row.label).map((t) => t.validLoss);
}

function interval([low, high] = []) {
  return isNumber(low) ? `${number(low, 4)} to ${number(high, 4)}` : NONE;
}

function bestCard(sweep) {
  const best = list(sweep.summary)[0];
  if (!best || !isNumber(best.mean)) return el("p", { class: "warning" }, "No trial has a finite loss.");
  return el("article", { class: "card", "aria-label": "The best combination" },
    el("header", {}, el("h3", {}, best.label)),
    el("dl", { class: "facts" },
      fact("Validation loss, mean", number(best.mean, 4)),
      fact("95 % interval", interval(best.ci95)),
      fact("Best seed", number(best.best, 4)),
      fact("Seeds", String(best.seeds))));
}

/** What is certain in words, and how much is not. */
function sentences({ comparisons }) {
  const all = list(comparisons);
  const said = all.filter((c) => c.verdict !== "uncertain" && c.verdict !== "not judged");
  const open = all.length - said.length;
  const rest = open > 0 ? el("p", { class: "note" }, `${open === all.length && open > 1 ? "All" : open} of ${plural(all.length, "comparison")} ${open === 1 ? "is" : "are"} uncertain or not judged: train with more seeds.`) : null;
  return [said.length > 0 ? el("ul", { class: "notes" }, said.map((c) => el("li", {}, c.sentence))) : null, rest];
}

/**
 * An axis for losses and the ends of their intervals. What is positive has no axis that begins
 * below 0, though an interval may reach that far.
 */
function lossAxis(losses, ends = []) {
  const known = finite(losses);
  const least = Math.min(...known);
  const shown = least > 0 ? finite(ends).filter((v) => v >= least / 2) : ends;
  const all = finite([...known, ...shown]);
  const wide = spread(known, WIDE_LOSSES);
  if (wide.log) return { log: true, ...decades(all) };
  const low = Math.min(...all);
  const margin = 0.06 * (Math.max(...all) - low);
  return least >= 0 && low - margin < 0 ? { scale: true, min: 0 } : { scale: true };
}

/** Where the end of an interval is drawn: not before the axis. */
function endAt(value, axis) {
  if (!isNumber(value)) return null;
  if (axis.log) return value > 0 ? Math.max(axis.min, Math.log10(value)) : axis.min;
  return isNumber(axis.min) ? Math.max(axis.min, value) : value;
}

/** Losses and intervals in rows, the best first. */
function lossRows(rows, sweep) {
  const labelled = rows.map((r) => ({ ...r, label: r.label }));
  const losses = rows.map((row) => lossesOf(row, sweep));
  const wide = lossAxis(losses.flat(), rows.flatMap((r) => list(r.ci95)));
  const x = { name: "validation loss", ...wide, gap: wide.log ? undefined : ["6%", "6%"] };
  return (theme, hidden) => ({
    grid: rowGrid(theme, labelled, 22),
    xAxis: valueAxis(theme, x),
    yAxis: { ...rowAxis(theme, labelled.map((r) => r.label)), splitLine: { show: true, lineStyle: { color: theme.grid } } },
    tooltip: {
      trigger: "item",
      formatter: ({ value }) => {
        const row = rows[value[1]];
        return tip(row.label, [
          { style: MEAN.style, name: "mean", value: number(row.mean, 4) },
          { name: "95 % interval", value: interval(row.ci95) },
          { style: ONE.style, name: "seeds", value: losses[value[1]].map((v) => number(v, 4)).join(", ") },
        ]);
      },
    },
    series: [
      ...(hidden.has(ONE.name) ? [] : [dots(theme, ONE, losses.flatMap((all, i) => all.map((v) => [placed(v, x), i])), 7)]),
      ...(hidden.has(MEAN.name) ? [] : [intervals(theme, rows, x), dots(theme, MEAN, rows.map((r, i) => [placed(r.mean, x), i]), 11)]),
    ],
  });
}

function dots(theme, { name, style }, data, size) {
  return { type: "scatter", name, symbol: style.symbol, symbolSize: size, itemStyle: { color: tint(theme, style), opacity: style.role ? 0.7 : 1 }, data, z: style.role ? 3 : 4 };
}

function intervals(theme, rows, x) {
  return {
    type: "custom",
    name: "interval",
    silent: true,
    data: rows.map((r, i) => [endAt(r.ci95?.[0], x), i, endAt(r.ci95?.[1], x)]).filter((d) => isNumber(d[0]) && isNumber(d[2])),
    renderItem: (params, api) => {
      const [x1, y1] = api.coord([api.value(0), api.value(1)]);
      const [x2] = api.coord([api.value(2), api.value(1)]);
      return { type: "line", shape: { x1, y1, x2, y2: y1 }, style: { stroke: tint(theme, MEAN.style), lineWidth: 2 } };
    },
    z: 2,
  };
}

function lossFigure(sweep) {
  const rows = list(sweep.summary);
  return figure({
    id: "losses",
    title: "Validation loss of each combination",
    explain: "Further left is better. A dot for each seed; the diamond is their mean, the line its 95 % interval. Whether a difference is more than chance, the comparisons say: seeds are compared in pairs, so intervals that overlap may still differ.",
    legend: [ONE, MEAN],
    panels: [{ height: rowsHeight(rows, 30), build: lossRows(rows, sweep) }],
    tables: [{
      caption: "Validation loss by combination, the best first",
      head: ["combination", "mean", "95 % interval", "best", "worst", "seeds", "not finite"],
      rows: () => rows.map((r) => [r.label, number(r.mean, 4), interval(r.ci95), number(r.best, 4), number(r.worst, 4), r.seeds, r.notFinite]),
    }],
  });
}

/** A band between two lists of values, where both are known. */
function curveBand(theme, { curve, style }, y) {
  const known = curve.updates.map((at, i) => [at, endAt(curve.low[i], y), endAt(curve.high[i], y)]).filter((p) => isNumber(p[1]) && isNumber(p[2]));
  return {
    type: "custom",
    name: "interval",
    silent: true,
    clip: true,
    tooltip: { show: false },
    data: known.length > 1 ? [[known[0][0], known[0][1]]] : [],
    renderItem: (params, api) => ({
      type: "polygon",
      shape: { points: [...known.map(([at, , high]) => api.coord([at, high])), ...known.map(([at, low]) => api.coord([at, low])).reverse()] },
      style: { fill: tint(theme, style), opacity: BAND },
    }),
    z: 1,
  };
}

function curveFigure(sweep) {
  const rows = list(sweep.summary).filter((r) => list(r.curve?.updates).length > 1).slice(0, MOST_LINES);
  if (rows.length === 0) return null;
  const lines = rows.map((r, i) => ({ name: r.label, style: sweepStyle(i), curve: r.curve, points: pairs(r.curve.updates, r.curve.mean) }));
  const all = list(sweep.summary).length;
  const wide = spread(valuesOf(lines), WIDE_LOSSES);
  const y = { name: "validation loss", ...(wide.log ? wide : paddedRange(valuesOf(lines))) };
  return figure({
    id: "curves",
    title: "Learning curves",
    explain: `The mean validation loss over the seeds, by updates; the band is its 95 % interval.${all > MOST_LINES ? ` The ${MOST_LINES} best combinations of ${all}.` : ""}`,
    legend: lines.map(({ name, style }) => ({ name, style })),
    panels: [{
      shape: "tall",
      build: lineChart({
        lines,
        x: { name: "updates", min: 0, max: reach(lines), tip: (at) => `after ${plural(at, "update")}` },
        y,
        extra: (theme, hidden) => lines.filter((l) => !hidden.has(l.name)).map((l) => curveBand(theme, l, y)),
      }),
    }],
    tables: [linesTable("Mean validation loss by updates", "updates", lines)],
  });
}

function valuesOfSetting(rows, name) {
  return rows.map((r) => r.settings[name] ?? "");
}

function areNumbers(values) {
  return values.every((v) => v !== "" && isNumber(Number(v)));
}

/** The most words that an axis has. */
function mostCategories(sweep, rows) {
  const counts = list(sweep.varied).map((name) => valuesOfSetting(rows, name)).filter((values) => !areNumbers(values)).map((values) => new Set(values).size);
  return Math.max(0, ...counts);
}

/** The room between two axes of so many, for labels. */
function roomBeside(axes) {
  const width = document.getElementById("report").clientWidth;
  return Math.max(24, Math.min(170, (width - 100) / axes - 14));
}

/** Settings that are numbers everywhere have an axis of numbers. */
function settingAxis(theme, name, rows, dim, room) {
  const values = valuesOfSetting(rows, name);
  const isOfNumbers = areNumbers(values);
  const isFull = new Set(values).size > MOST_CATEGORIES;
  const text = { nameTextStyle: { color: theme.muted, fontSize: 12 }, nameTruncate: { maxWidth: room + 14 }, axisLabel: { color: theme.ink, fontSize: 12, lineHeight: 14, width: room, overflow: "truncate", interval: isOfNumbers || isFull ? undefined : 0, hideOverlap: true, textBorderColor: theme.raised, textBorderWidth: 3 }, axisLine: { lineStyle: { color: theme.rule } }, axisTick: { lineStyle: { color: theme.rule } } };
  return isOfNumbers
    ? { dim, name, type: "value", scale: true, ...text }
    : { dim, name, type: "category", data: [...new Set(values)], ...text };
}

function parallelChart(sweep, rows) {
  const names = sweep.varied;
  return (theme) => {
    const room = roomBeside(names.length);
    const axes = names.map((name, i) => settingAxis(theme, name, rows, i, room));
    const wide = lossAxis(rows.map((r) => r.mean));
    const losses = rows.map((r) => placed(r.mean, wide));
    const value = (row, name, i) => (axes[i].type === "value" ? Number(row.settings[name]) : (row.settings[name] ?? ""));
    return {
      grid: undefined,
      parallel: { left: 40, right: 60, top: 34, bottom: 20 },
      parallelAxis: [...axes, { ...settingAxis(theme, room > 70 ? "validation loss" : "loss", [], names.length, 90), type: "value", data: undefined, scale: true, min: wide.min, max: wide.max, interval: wide.interval, axisLabel: { color: theme.ink, fontSize: 12, formatter: wide.log ? power : plain } }],
      visualMap: { show: false, dimension: names.length, min: Math.min(...losses), max: Math.max(...losses), inRange: { color: isDark() ? [...RAMP].reverse() : RAMP.slice(0, -1) } },
      tooltip: { trigger: "item", formatter: ({ dataIndex }) => tip(rows[dataIndex].label, [{ name: "validation loss", value: number(rows[dataIndex].mean, 4) }]) },
      series: [{ type: "parallel", smooth: false, lineStyle: { width: 2, opacity: 0.8 }, data: rows.map((r, i) => [...names.map((name, k) => value(r, name, k)), losses[i]]) }],
    };
  };
}

/** Of a chart in which so many words stand below each other; undefined for the usual one. */
function heightOf(categories) {
  return categories > 18 ? 54 + CATEGORY_HEIGHT * Math.min(categories, MOST_CATEGORIES) : undefined;
}

function parallelFigure(sweep) {
  const rows = list(sweep.summary).filter((r) => isNumber(r.mean) && r.pausedAt === null);
  if (list(sweep.varied).length < 2 || rows.length < 3) return null;
  return figure({
    id: "settings",
    title: "Settings and loss",
    explain: "A line for each combination, through its settings to its mean validation loss. The colour is the loss: lines of one colour that meet on an axis show a setting that matters.",
    panels: [{ shape: "tall", height: heightOf(mostCategories(sweep, rows)), build: parallelChart(sweep, rows) }],
    tables: [{ caption: "Settings and mean validation loss", head: [...sweep.varied, "validation loss"], rows: () => rows.map((r) => [...sweep.varied.map((n) => r.settings[n] ?? NONE), number(r.mean, 4)]) }],
  });
}

function difference({ meanDifference, ci95 }) {
  return isNumber(meanDifference) ? `${number(meanDifference, 3)} [${list(ci95).map((v) => number(v, 3)).join(", ")}]` : NONE;
}

function verdictCell(one) {
  const mark = one.verdict === "better" || one.verdict === "worse" ? one.verdict : null;
  return el("td", { class: mark }, one.verdict);
}

function comparisonTable(sweep) {
  const all = list(sweep.comparisons);
  if (all.length === 0) return null;
  const head = ["combination", "is", "than", "difference of the loss", "p, corrected", "effect size", "seeds"];
  return el("div", { class: "scroll", style: "max-height: none", tabindex: "0", role: "region", "aria-label": "Table: comparisons" },
    el("table", {},
      el("caption", {}, "Comparisons in pairs of the same seed"),
      el("thead", {}, el("tr", {}, head.map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, all.map((one) => el("tr", {},
        el("th", { scope: "row" }, one.a),
        verdictCell(one),
        el("td", {}, one.b),
        el("td", { class: "number" }, difference(one)),
        el("td", { class: "number" }, number(one.correctedPValue, 2)),
        el("td", { class: "number" }, number(one.effectSize, 2)),
        el("td", { class: "number" }, String(one.seeds)))))));
}

/** Who beats whom: a row against each column. */
function matrixTable(sweep) {
  const names = list(sweep.summary).map((r) => r.label).filter((name) => list(sweep.comparisons).some((c) => c.a === name || c.b === name));
  const pair = (a, b) => {
    const there = list(sweep.comparisons).find((c) => c.a === a && c.b === b);
    const back = list(sweep.comparisons).find((c) => c.a === b && c.b === a);
    const turned = { better: "worse", worse: "better" };
    return there ? there.verdict : back ? (turned[back.verdict] ?? back.verdict) : "";
  };
  if (names.length < 3 || list(sweep.comparisons).length < (names.length * (names.length - 1)) / 2) return null;
  return el("div", { class: "scroll", style: "max-height: none", tabindex: "0", role: "region", "aria-label": "Table: who beats whom" },
    el("table", {},
      el("caption", {}, "The combination of the row, compared with that of the column"),
      el("thead", {}, el("tr", {}, ["", ...names].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, names.map((a) => el("tr", {}, el("th", { scope: "row" }, a), names.map((b) => (a === b ? el("td", {}, NONE) : verdictCell({ verdict: pair(a, b) }))))))));
}

function trialsTable({ trials }) {
  const rows = () => list(trials).map((t) => [t.id, t.label, t.seed, t.outcome, number(t.validLoss, 4), grouped(t.updates), number(t.seconds, 3), (t.sha256 ?? NONE).slice(0, 12)]);
  return details([{ caption: "All trials", head: ["trial", "combination", "seed", "outcome", "validation loss", "updates", "seconds", "model, SHA-256"], rows }]);
}

function laySweep(sweep) {
  const sections = [
    section("verdict", "Best", "What was best", [
      el("div", { class: "cards" }, bestCard(sweep)),
      ...sentences(sweep),
    ]),
    section("loss", "Losses", "How the combinations did", [lossFigure(sweep), parallelFigure(sweep)]),
    section("learning", "Curves", "How they got there", [curveFigure(sweep)]),
    section("comparisons", "Comparisons", "Who beats whom, and by how much", [matrixTable(sweep), comparisonTable(sweep)]),
    section("trials", "Trials", "Every trial", [trialsTable(sweep)]),
  ].filter((part) => part !== null);
  document.getElementById("report").replaceChildren(...sections);
  document.getElementById("contents").replaceChildren(
    ...sections.map((part) => el("a", { href: `#${part.id}` }, part.dataset.short)));
}

function headSweep(sweep) {
  const title = "Sweep of settings and seeds";
  document.getElementById("made-by").textContent = [`Carousel ${sweep.carousel ?? ""}`.trim(), String(sweep.date ?? "").slice(0, 10)].filter(Boolean).join(", ");
  document.querySelector("h1").textContent = title;
  document.title = title;
  document.getElementById("about").textContent =
    `${plural(list(sweep.trials).length, "trial")} of ${plural(list(sweep.summary).length, "combination")}${sweep.stopped ? "; stopped before its end" : ""}`;
  document.getElementById("command").textContent = sweep.commandLine ?? "";
  document.querySelector(".skip").textContent = "Skip to what was best";
  document.getElementById("colophon").textContent =
    "Made by carousel sweep. Nothing is fetched: the figures are drawn from the JSON in this file, by Apache ECharts.";
}

const swept = JSON.parse(document.getElementById("data").textContent);
headSweep(swept);
laySweep(swept);
installTheme(document.getElementById("theme"));
installPrinting();
installResizing();
paintWaiting();
