// Cures that were tried: the same figures before and after.

const MOMENTS = [
  { name: "before", key: "before", style: { role: "muted", symbol: "circle", dot: true } },
  { name: "after", key: "after", style: { colour: 0, symbol: "diamond", dot: true } },
];

function cures({ networks }) {
  const known = networks.flatMap((network) => list(network.run.cures).map((cure) => ({ network, cure })));
  if (known.length === 0) return null;
  const rows = known.map(({ network, cure }) => ({
    label: `${network.name}: ${cure.change}`,
    before: cure.validLossBefore,
    after: cure.validLossAfter,
  }));
  return figure({
    id: "cures",
    title: "Before and after",
    explain: "Each change was tried alone, on the same data with the same seed. A line from right to left is a loss that fell; one try is evidence, not proof.",
    legend: MOMENTS,
    columns: 1,
    panels: [
      { title: "Validation loss", height: 64 + 40 * rows.length, build: dumbbells(rows) },
      { node: el("div", { class: "cards" }, known.map(cureCard)) },
    ],
    tables: [
      { caption: "Validation loss", head: ["change", "before", "after"], rows: () => rows.map((r) => [r.label, decimals(r.before, 4), decimals(r.after, 4)]) },
    ],
  });
}

function dumbbells(rows) {
  const dots = dotRows(rows, MOMENTS, { name: "validation loss", scale: true, gap: ["6%", "6%"] });
  return (theme, hidden) => {
    const option = dots(theme, hidden);
    option.series.unshift({
      type: "custom",
      silent: true,
      data: hidden.size > 0 ? [] : rows.map((r, i) => [r.before, i, r.after]),
      encode: { x: [0, 2], y: 1 },
      tooltip: { show: false },
      renderItem: (params, api) => {
        const [x1, y1] = api.coord([api.value(0), api.value(1)]);
        const [x2, y2] = api.coord([api.value(2), api.value(1)]);
        return { type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: theme.mark, lineWidth: 2 } };
      },
    });
    return option;
  };
}

/** Whether a promise was kept; null if there was no figure to tell by. */
function outcomeChip(helped) {
  if (helped === null) return el("span", { class: "chip unmeasured" }, "○ not measured");
  return el("span", { class: `chip ${helped ? "steady" : "exploding"}` }, helped ? "✓ helped" : "✕ did not help");
}

function cureCard({ network, cure }) {
  return el("article", { class: "card cure", "aria-label": `${network.name}: ${cure.change}` },
    el("header", {},
      el("h4", {}, swatch(network.style), network.name),
      outcomeChip(cure.helped)),
    el("p", {}, el("code", {}, cure.change)),
    el("table", {},
      el("caption", {}, `Against: ${cure.finding}`),
      el("thead", {}, el("tr", {}, ["measure", "before", "after"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {},
        list(cure.measures).map(measureRow),
        measureRow({ name: "validation loss", before: cure.validLossBefore, after: cure.validLossAfter, improved: lossImproved(cure) }))));
}

function lossImproved({ validLossBefore, validLossAfter }) {
  return isNumber(validLossBefore) && isNumber(validLossAfter) ? validLossAfter <= validLossBefore : null;
}

function measureRow({ name, unit, before, after, improved }) {
  const mark = improved === null ? null : el("span", { class: improved ? "better" : "worse" }, improved ? " better" : " worse");
  return el("tr", {},
    el("th", { scope: "row" }, name, unit ? el("small", {}, unit) : null),
    el("td", { class: "number" }, number(before, 4)),
    el("td", { class: "number" }, number(after, 4), mark));
}
