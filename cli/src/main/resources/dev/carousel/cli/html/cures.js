// Cures that were tried: the same figures before and after, as means over seeds.

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
    verdict: cure.summary,
  }));
  return figure({
    id: "cures",
    title: "Before and after",
    explain: `Each change was trained alone with ${plural(known[0].cure.seeds, "seed")} for as many updates as the network itself, and is compared with it seed by seed. A line from right to left is a mean loss that fell; the cards say whether that is more than chance. In brackets: 95 % intervals of the mean difference (paired t-test).`,
    legend: MOMENTS,
    columns: 1,
    panels: [
      { title: "Validation loss", height: 64 + 40 * rows.length, build: dumbbells(rows) },
      { node: el("div", {},
        networks.filter((n) => n.run.tried).map((n) => el("p", { class: "advice" }, el("b", {}, n.name), `: ${n.run.tried}`)),
        el("div", { class: "cards" }, known.map(cureCard))) },
    ],
    tables: [
      { caption: "Validation loss", head: ["change", "before", "after", "verdict"], rows: () => rows.map((r) => [r.label, decimals(r.before, 4), decimals(r.after, 4), r.verdict]) },
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
        measureRow({ name: "validation loss", before: cure.validLossBefore, after: cure.validLossAfter }),
        list(cure.measures).map(measureRow))));
}

function measureRow({ name, unit, before, after, outcome }) {
  const look = outcome === "worse" ? "worse" : outcome?.startsWith("better") ? "better" : null;
  return el("tr", {},
    el("th", { scope: "row" }, name, unit ? el("small", {}, unit) : null),
    el("td", { class: "number" }, number(before, 4)),
    el("td", { class: "number" }, number(after, 4), look ? el("span", { class: look }, ` ${look}`) : null));
}
