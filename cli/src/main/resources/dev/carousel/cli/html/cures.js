// Cures that were tried: the same figures before and after, as means over seeds.

const MOMENTS = [
  { name: "before", key: "before", style: { role: "muted", symbol: "circle", dot: true } },
  { name: "after", key: "after", style: { colour: 0, symbol: "diamond", dot: true } },
];

function cures({ networks }) {
  const known = networks.flatMap((network) => list(network.run.cures).map((cure) => ({ network, cure })));
  if (known.length === 0) return null;
  const rows = known.map(({ network, cure }) => ({
    label: `${networks.length > 1 ? `${network.name}: ` : ""}${cure.change}${cure.notFiniteAfter > 0 ? unmeasurable(cure.validLossAfter) : ""}`,
    before: cure.validLossBefore,
    after: cure.validLossAfter,
    verdict: cure.summary,
  }));
  return figure({
    id: "cures",
    title: "Before and after",
    explain: `Each change was trained alone with ${plural(known[0].cure.seeds, "seed")} and the same number of updates as the network, and is compared with it seed by seed. A line from right to left shows a mean loss that fell; the cards say whether that is more than chance. In brackets: 95 % intervals of the mean difference (paired t-test).`,
    legend: MOMENTS,
    columns: 1,
    panels: [
      { title: "Validation loss", height: rowsHeight(rows, 40), build: dumbbells(rows) },
      { node: el("div", {},
        networks.filter((n) => n.run.tried).map((n) => el("p", { class: "advice" }, el("b", {}, n.name), `: ${n.run.tried}`)),
        el("div", { class: "cards" }, known.map(cureCard))) },
    ],
    tables: [
      { caption: "Validation loss", head: ["change", "before", "after", "verdict"], rows: () => rows.map((r) => [r.label, decimals(r.before, 4), decimals(r.after, 4), r.verdict]) },
    ],
  });
}

/** What a label says of a loss that cannot be drawn. */
function unmeasurable(loss) {
  return isNumber(loss) ? "" : " (not finite)";
}

function dumbbells(rows) {
  const x = { name: "validation loss", spread: true, gap: ["6%", "6%"] };
  const isLog = spread(rows.flatMap((r) => [r.before, r.after])).log;
  const dots = dotRows(rows, MOMENTS, x);
  return (theme, hidden) => {
    const option = dots(theme, hidden);
    option.series.unshift({
      type: "custom",
      silent: true,
      data: hidden.size > 0 ? [] : rows.flatMap((r, i) =>
        isNumber(r.before) && isNumber(r.after) ? [[placed(r.before, { log: isLog }), i, placed(r.after, { log: isLog })]] : []),
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

/** The verdict in a word: green for nothing but a help. */
function verdictChip(verdict) {
  const looks = { helped: ["steady", "✓"], worse: ["exploding", "✕"] };
  const [look, mark] = looks[verdict] ?? ["unmeasured", "○"];
  return el("span", { class: `chip ${look}` }, `${mark} ${verdict}`);
}

function cureCard({ network, cure }) {
  return el("article", { class: "card cure", "aria-label": `${network.name}: ${cure.change}` },
    el("header", {},
      el("h4", {}, swatch(network.style), network.name),
      verdictChip(cure.verdict)),
    el("p", {}, el("code", {}, cure.change)),
    el("p", {}, cure.summary),
    el("table", {},
      el("caption", {}, `Against: ${list(cure.findings).join(", ")}`),
      el("thead", {}, el("tr", {}, ["mean", "before", "after"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {},
        lossRow(cure),
        list(cure.measures).map(measureRow))));
}

function lossRow({ validLossBefore, validLossAfter, notFiniteBefore, notFiniteAfter }) {
  const told = (loss, notFinite) => (isNumber(loss) || !notFinite ? number(loss, 4) : "not finite");
  return el("tr", {},
    el("th", { scope: "row" }, "validation loss"),
    el("td", { class: "number" }, told(validLossBefore, notFiniteBefore)),
    el("td", { class: "number" }, told(validLossAfter, notFiniteAfter)));
}

function measureRow({ name, unit, before, after, outcome }) {
  const look = outcome === "worse" ? "worse" : outcome?.startsWith("better") ? "better" : null;
  return el("tr", {},
    el("th", { scope: "row" }, name, unit ? el("small", {}, unit) : null),
    el("td", { class: "number" }, number(before, 4)),
    el("td", { class: "number" }, number(after, 4), look ? el("span", { class: look }, ` ${look}`) : null));
}
