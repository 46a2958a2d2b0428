// What reaches the weights: contributions of the steps, and how far they cancel; updates.

const MOST_LINES = 6;

/** The few lines that say most, each in a colour and dash of its own. */
function largest(lines) {
  return [...lines]
    .sort((a, b) => (mean(b.points.map((p) => p[1])) ?? 0) - (mean(a.points.map((p) => p[1])) ?? 0))
    .slice(0, MOST_LINES)
    .map((l, i) => ({ ...l, style: lineStyle(i, i) }));
}

/** Lines that differ from panel to panel name themselves below it. */
function panelKey(lines) {
  return el("ul", { class: "names", "aria-label": "Lines" }, lines.map((l) => el("li", {}, swatch(l.style), l.name)));
}

function left(lines) {
  return lines.length > MOST_LINES ? `The ${MOST_LINES} largest of ${lines.length}; all are in the table.` : null;
}

function contributions({ layers }) {
  const known = layers
    .map((l) => ({
      name: l.name,
      lines: list(l.layer.contributions).map((c) => ({ name: c.parameter, points: bySteps(c.norms) })),
    }))
    .filter((k) => k.lines.length > 0);
  if (known.length === 0) return null;
  const range = decades(known.flatMap((k) => largest(k.lines).flatMap((l) => l.points.map((p) => p[1]))));
  return figure({
    id: "contributions",
    title: "What each step contributes to the weights' gradient",
    explain: "The norm of one time step's part of each parameter's gradient. Where early steps contribute almost nothing, nothing is learnt from them, whatever the total is.",
    panels: known.map(({ name, lines }) => {
      const shown = largest(lines);
      return {
        title: name,
        build: lineChart({
          lines: shown,
          x: { name: "step", min: 0, max: reach(lines), tip: (step) => `step ${step}` },
          y: { name: "norm of the contribution", log: true, ...range },
        }),
        key: panelKey(shown),
        note: left(lines),
      };
    }),
    tables: known.map((k) => linesTable(`${k.name}: norm of each step's contribution`, "step", k.lines)),
  });
}

function cancellation({ layers }) {
  const known = layers
    .map((l) => ({ name: l.name, style: l.network.style, rows: list(l.layer.contributions).map((c) => ({ label: c.parameter, value: c.kept })) }))
    .filter((k) => k.rows.some((r) => isNumber(r.value)));
  if (known.length === 0) return null;
  return figure({
    id: "cancellation",
    title: "How far the contributions cancel",
    explain: "The norm of their sum, over the sum of their norms. 100 % means that all steps pull in the same direction; a few percent means that they cancel, and that the update is mostly noise.",
    panels: known.map(({ name, style, rows }) => ({
      title: name,
      height: rowsHeight(rows, 24),
      build: barRows(rows, style, { name: "kept in the sum", min: 0, max: 1, format: percent }, percent),
    })),
    tables: known.map(({ name, rows }) => ({ caption: `${name}: share kept`, head: ["parameter", "kept"], rows: () => rows.map((r) => [r.label, percent(r.value)]) })),
  });
}

function updateRatios({ networks }) {
  const known = networks
    .map((n) => ({
      network: n,
      name: n.name,
      lines: list(n.run.updateRatios).map((r) => ({ name: parameterName(n, r.parameter), points: pairs(r.updates, r.ratios) })),
    }))
    .filter((k) => k.lines.length > 0);
  if (known.length === 0) return null;
  const range = decades([1e-3, ...known.flatMap((k) => largest(k.lines).flatMap((l) => l.points.map((p) => p[1])))]);
  return figure({
    id: "update-ratios",
    title: "Updates against weights",
    explain: "The norm of an update over the norm of the weights that it changes. About a thousandth is usual; far more overwrites what was learnt, far less hardly learns.",
    panels: known.map(({ network, name, lines }) => {
      const shown = largest(lines);
      return {
        title: name,
        build: lineChart({
          lines: shown,
          x: updatesAxis(lines, [network]),
          y: { name: "update / weight", log: true, ...range },
          marks: [{ at: { yAxis: 1e-3 }, text: "" }, ...lastFinite([network])],
        }),
        key: panelKey(shown),
        note: left(lines),
      };
    }),
    tables: known.map((k) => linesTable(`${k.name}: norm of the update over norm of the weight`, "update", k.lines)),
  });
}
