// Puts the page of a comparison together: two reports, before and after.

function pairName({ before, after }) {
  return before === after ? String(before ?? "network") : `${before ?? "network"} → ${after ?? "network"}`;
}

/** Each state's gradient in both reports: dashed before, solid after, of one colour. */
function overlaid(pair) {
  const several = new Set(list(pair.gradients).map((g) => g.layer)).size > 1;
  return list(pair.gradients).flatMap((g, i) => {
    const name = several ? `${g.layer} ${g.state}` : g.state;
    return [
      { name: `${name} before`, style: { ...lineStyle(i, 1), plain: true, width: 1.5 }, points: pairs(g.lags, g.before) },
      { name: `${name} after`, style: lineStyle(i), points: pairs(g.lags, g.after) },
    ].filter((l) => l.points.some((p) => isNumber(p[1])));
  });
}

function gradients(all) {
  const known = all.map((pair) => ({ pair, lines: overlaid(pair) })).filter((p) => p.lines.length > 0);
  if (known.length === 0) return null;
  const range = decades([0.1, 1, ...known.flatMap((p) => p.lines.flatMap((l) => l.points.map((at) => at[1])))]);
  return figure({
    id: "gradient-by-lag",
    title: "How much of the gradient is left, by lag",
    explain: "The norm of the total gradient, relative to lag 0, with the loss at a single step. Dashed: before; solid: after.",
    panels: known.map(({ pair, lines }) => ({
      title: pairName(pair),
      shape: "tall",
      key: el("div", { class: "legend" }, entries(lines).map(({ name, style }) => el("span", {}, swatch(style), name))),
      build: lineChart({
        lines,
        x: { name: "lag (steps back from the loss)", min: 0, max: reach(lines), tip: (lag) => `lag ${lag}` },
        y: { name: "gradient, relative to lag 0", log: true, ...range },
        marks: [{ at: { yAxis: 1 / Math.E }, text: "1/e" }],
      }),
    })),
    tables: known.map(({ pair, lines }) => linesTable(`${pairName(pair)}: gradient relative to lag 0`, "lag", lines)),
  });
}

const TRENDS = { better: "better", worse: "worse", same: "the same", different: "different", untested: "untested", unknown: NONE };

/** The trend, and how likely so large a difference is by chance, where that was tested. */
function trendCell({ trend, pValue }) {
  const chance = isNumber(pValue) ? el("small", {}, ` p ${pValue < 1e-4 ? "< 0.0001" : `= ${number(pValue, 2)}`}`) : null;
  return el("td", { class: trend === "better" || trend === "worse" ? trend : null }, TRENDS[trend] ?? trend, chance);
}

/** Whether a word stands for the whole note under the table. */
function hasTrend({ quantities }, ...trends) {
  return list(quantities).some((q) => trends.includes(q.trend));
}

function trendNotes(pair) {
  const tested = list(pair.quantities).some((q) => isNumber(q.pValue));
  return [
    tested ? "p is the chance of so large a difference if nothing has changed but the data. All of them together decide what counts as better or worse (Holm, at 1 %), so a small p by itself may still be \"the same\"." : null,
    hasTrend(pair, "untested") ? "Untested: the figures differ, but it is unknown how much of that is chance." : null,
    hasTrend(pair, "different") ? "Different: neither is better in itself." : null,
  ].filter(Boolean).map((text) => el("p", { class: "note" }, text));
}

function quantityRow(q) {
  const at = isNumber(q.lag) ? ` at lag ${q.lag}` : "";
  return el("tr", {},
    el("th", { scope: "row" }, [q.layer, q.subject].filter(Boolean).join(" ") || "network"),
    el("td", {}, `${q.name ?? q.quantity}${at} `, q.unit ? el("small", {}, q.unit) : null),
    el("td", { class: "number" }, q.beforeText),
    el("td", { class: "number" }, q.afterText),
    el("td", { class: "number" }, number(q.change, 3)),
    trendCell(q));
}

function quantityTable(pair) {
  return el("div", { class: "scroll", style: "max-height: none", tabindex: "0", role: "region", "aria-label": `Table: ${pairName(pair)}` },
    el("table", {},
      el("caption", {}, `${pairName(pair)} (${pair.match === "cell" ? "the same cell" : "by their position"})`),
      el("thead", {}, el("tr", {}, ["of", "quantity", "before", "after", "change", "trend"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, list(pair.quantities).map(quantityRow))));
}

function findingsChanged(pair) {
  const items = ["gone", "new", "unchanged"].flatMap((kind) =>
    list(pair.findings?.[kind]).map((f) => el("li", {}, el("b", {}, kind), ` ${f.title ?? f.rule}`)));
  return el("article", { class: "card", "aria-label": pairName(pair) },
    el("header", {}, el("h3", {}, pairName(pair))),
    el("p", {}, totals(pair)),
    list(pair.notes).map((note) => el("p", { class: "warning" }, note)),
    items.length > 0 ? el("ul", { class: "notes" }, items) : el("p", {}, "No findings in either."));
}

function totals({ quantities }) {
  const count = (...trends) => list(quantities).filter((q) => trends.includes(q.trend)).length;
  return `${count("better")} better, ${count("worse")} worse, ${count("same")} the same, ${count("different", "untested", "unknown")} not judged.`;
}

function alone(names, when) {
  return list(names).map((name) => el("p", { class: "comparison" }, `${name}: only ${when}, nothing to compare with.`));
}

function layComparison(report) {
  const all = list(report.networks);
  const sections = [
    section("verdict", "Changes", "What changed", [
      ...list(report.differences).map((text) => el("p", { class: "warning" }, text)),
      el("div", { class: "cards" }, all.map(findingsChanged)),
      ...alone(report.onlyBefore, "before"),
      ...alone(report.onlyAfter, "after"),
    ]),
    section("flow", "Gradient", "How far the gradient reaches", [gradients(all)]),
    section("quantities", "Quantities", "Before and after", all.flatMap((pair) => [quantityTable(pair), ...trendNotes(pair)])),
  ].filter((part) => part !== null);
  document.getElementById("report").replaceChildren(...sections);
  document.getElementById("contents").replaceChildren(
    ...sections.map((part) => el("a", { href: `#${part.id}` }, part.dataset.short)));
}

/** One of the reports: its file, and what it was made by, when and of what. */
function sideOf(when, { file, carousel, date, commandLine, data }) {
  const made = [carousel ? `Carousel ${carousel}` : null, date ? String(date).slice(0, 10) : null, data].filter(Boolean).join(", ");
  return [`${when}: ${[file, made].filter(Boolean).join(", ")}`, ...(commandLine ? [el("br"), el("code", {}, commandLine)] : [])];
}

function headComparison({ carousel, before, after }) {
  document.getElementById("made-by").textContent = `Carousel ${carousel ?? ""}`;
  document.querySelector("h1").textContent = "Gradient flow, before and after";
  document.getElementById("about").replaceChildren(...sideOf("Before", before));
  document.getElementById("command").parentElement.replaceChildren(...sideOf("After", after));
  document.title = "Gradient flow, before and after";
  document.querySelector(".skip").textContent = "Skip to what changed";
  document.getElementById("colophon").textContent =
    "Made by carousel compare of two reports of carousel diagnose. Nothing is fetched: the figures are drawn from the JSON in this file, by Apache ECharts.";
}

const compared = JSON.parse(document.getElementById("data").textContent);
headComparison(compared);
layComparison(compared);
installTheme(document.getElementById("theme"));
installPrinting();
installResizing();
paintWaiting();
