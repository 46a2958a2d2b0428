// Scores: what is to be known first, metrics beside those of baselines, errors by step and origin.

const LONGEST_NAME = 36;

/** A name that an axis has room for; the whole one is in tooltips and tables. */
function shortened(name, most = LONGEST_NAME) {
  const letters = [...String(name)];
  return letters.length <= most ? letters.join("") : `${letters.slice(0, most - 1).join("")}…`;
}

function scoreCards({ cards, left }) {
  if (list(cards).length === 0) return [];
  return [
    el("div", { class: "cards scored" }, cards.map((card) =>
      el("article", { class: "card", "aria-label": card.title },
        el("header", {}, el("h3", {}, card.title)),
        el("p", { class: "claim" }, card.claim),
        el("dl", { class: "facts" }, card.facts.map((f) => fact(f.name, f.value)))))),
    left > 0 ? el("p", { class: "note" }, `${plural(left, "further target")} not shown: --json has the figures of all.`) : null,
  ].filter(Boolean);
}

/** A share with four digits, to be told apart from a baseline's. */
function exactPercent(share) {
  return isNumber(share) ? `${number(100 * share, 4)} %` : NONE;
}

const KINDS = { COUNT: grouped, SHARE: exactPercent, NUMBER: (value) => number(value, 4) };

/** The metrics of the network, and of baselines below it. */
function metricsTable({ title, heads, rows }) {
  const caption = title ? `Metrics of ${title}` : "Metrics";
  return el("div", { class: "scroll metrics", tabindex: "0", role: "region", "aria-label": `Table: ${caption}` },
    el("table", {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, ""), heads.map((h) => el("th", { scope: "col", class: "number" }, h.name)))),
      el("tbody", {}, rows.map((row, i) => el("tr", { class: i === 0 ? "own" : null },
        el("th", { scope: "row" }, row.name),
        row.values.map((value, i) => el("td", { class: "number" }, KINDS[heads[i].kind](value))))))));
}

const NETWORK_STYLE = { colour: 0, symbol: "circle", dash: 0 };

/** The network is drawn through; baselines are dashed, and of other colours. */
function styleOf(index) {
  return index === 0 ? NETWORK_STYLE : lineStyle(index, index);
}

function measuredLines({ kind, rows }) {
  return rows.map((row, i) => ({
    name: row.name,
    style: styleOf(i),
    points: row.values.map((value, at) => [at + 1, value]),
    text: KINDS[kind],
  }));
}

/** A figure of the network beside its baselines, by a number from 1. */
function measuredFigure(id, title, explain, what, all) {
  if (list(all).length === 0) return null;
  return figure({
    id,
    title,
    explain,
    legend: entries(all.flatMap(measuredLines)),
    panels: all.map((each) => {
      const lines = measuredLines(each);
      const values = finite(lines.flatMap((l) => l.points.map((p) => p[1])));
      const low = Math.min(...values) > 0.5 * Math.max(...values) ? {} : { min: 0 };
      return {
        title: all.length > 1 ? each.title : "",
        build: lineChart({
          lines,
          x: { name: what, min: 1, max: Math.max(2, reach(lines)), ticks: 1, tip: (at) => `${what} ${at}` },
          y: { name: each.measure, scale: true, ...low, ...(each.kind === "SHARE" ? { format: (v) => `${plain(100 * v)} %` } : {}) },
        }),
      };
    }),
    tables: all.map((each) => linesTable(`${[each.title, each.measure].filter(Boolean).join(": ")} by ${what}`, what, measuredLines(each))),
    columns: all.length === 1 ? 1 : 2,
  });
}

function errorsByStep({ steps }) {
  return measuredFigure("by-step", "Errors by step of the horizon",
    "The mean absolute error of forecasts so many rows ahead, in the units of the data, beside naive baselines on the same rows.",
    "step", steps);
}

function errorsByOrigin({ backtest }) {
  if (!backtest) return null;
  const groups = backtest.groups > 1 ? ` in each of ${grouped(backtest.groups)} groups` : "";
  return measuredFigure("by-origin", "Backtest, by origin",
    `Forecasts from ${plural(backtest.origins, "origin")}${groups}, ${plural(backtest.apart, "row")} apart, the earliest first. The network is the same for all: only the origin moves.`,
    "origin", backtest.lines);
}
