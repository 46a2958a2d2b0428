// Gates, time-scales and states: how the units are used.

function unitsOf({ left, right, mean: means }) {
  return list(left).map((l, i) => ({ unit: i, left: l, right: list(right)[i], mean: list(means)[i] }));
}

function saturationTable(label, units, low, high) {
  return {
    caption: `${label}: share of steps at either end, by unit`,
    head: ["unit", low, high, "mean"],
    rows: () => units.map((u) => [u.unit, percent(u.left), percent(u.right), number(u.mean)]),
  };
}

function gateSaturation({ layers }) {
  const known = layers.flatMap((l) =>
    list(l.layer.gates).map((gate) => ({ label: `${l.name} ${gate.gate} gate`, units: unitsOf(gate), style: l.network.style })));
  if (known.length === 0) return null;
  return figure({
    id: "gates",
    title: "How the gates are used",
    explain: "A dot for each unit: across, the share of steps at which its gate is nearly closed (below 0.1); up, nearly open (above 0.9). Dots at the lower left are gates that hover; at the top, gates that stay open and hold or pass everything; at the right, gates that stay shut.",
    columns: known.length === 2 ? 2 : 3,
    panels: known.map(({ label, units, style }) => ({
      title: label, shape: "square", build: unitDots(units, style, "share shut (below 0.1)", "share open (above 0.9)"),
    })),
    tables: known.map(({ label, units }) => saturationTable(label, units, "below 0.1 (closed)", "above 0.9 (open)")),
  });
}

const BINS_PER_DECADE = 4;

/** Counts in quarter decades: [{from, to, count}] of log10. */
function logBins(values) {
  const logs = values.map((v) => Math.floor(Math.log10(v) * BINS_PER_DECADE + 1e-9));
  const low = Math.min(0, ...logs);
  const high = Math.max(...logs);
  return Array.from({ length: high - low + 1 }, (_, i) => ({
    from: (low + i) / BINS_PER_DECADE,
    to: (low + i + 1) / BINS_PER_DECADE,
    count: logs.filter((l) => l === low + i).length,
  }));
}

function timeScales({ report, layers }) {
  const known = layers.flatMap((l) =>
    list(l.layer.timeScales).map(({ state, steps }) => {
      const values = finite(steps).filter((v) => v > 0);
      return { label: `${l.name} ${state}`, steps, values, endless: list(steps).length - finite(steps).length, style: l.network.style };
    })).filter((k) => k.values.length > 0);
  if (known.length === 0) return null;
  const reachOf = Math.max(report.lag ?? 1, ...known.flatMap((k) => k.values));
  const least = Math.min(1, ...known.flatMap((k) => k.values));
  const range = { min: Math.floor(Math.log10(least)), max: Math.ceil(Math.log10(reachOf * 1.3)) };
  return figure({
    id: "time-scales",
    title: "Time-scales of the units",
    explain: "How many steps a unit takes to forget to 1/e, with its average gate values. Units left of the dashed line forget before the longest lag that was measured; a task needs some whose time-scale is that of its own distances.",
    panels: known.map((k) => ({
      title: k.label,
      build: histogram(logBins(k.values), k.style, range, report.lag),
      note: k.endless > 0 ? `${plural(k.endless, "unit")} of ${list(k.steps).length} that never forget are not drawn.` : null,
    })),
    tables: known.map((k) => ({
      caption: `${k.label}: time-scale by unit`,
      head: ["unit", "steps"],
      rows: () => k.steps.map((v, i) => [i, isNumber(v) ? number(v) : "∞"]),
    })),
  });
}

function histogram(bins, style, range, lag) {
  return (theme) => ({
    xAxis: axis(theme, null, { name: "time-scale (steps)", ...range, ticks: 1, format: (v) => (Number.isInteger(v) ? power(v) : "") }, "x"),
    yAxis: axis(theme, null, { name: "units", min: 0, ticks: 1 }, "y"),
    tooltip: {
      trigger: "item",
      formatter: ({ dataIndex }) => {
        const bin = bins[dataIndex];
        return tip(`${number(10 ** bin.from, 2)} to ${number(10 ** bin.to, 2)} steps`, [{ name: "units", value: String(bin.count) }]);
      },
    },
    series: [
      {
        type: "custom",
        data: bins.map((b) => [b.from, b.count, b.to]),
        encode: { x: [0, 2], y: 1 },
        renderItem: (params, api) => {
          const [left, top] = api.coord([api.value(0), api.value(1)]);
          const [right, bottom] = api.coord([api.value(2), 0]);
          return {
            type: "rect",
            shape: { x: left + 1, y: top, width: Math.max(1, right - left - 2), height: bottom - top, r: [2, 2, 0, 0] },
            style: { fill: tint(theme, style) },
          };
        },
      },
      rules(theme, isNumber(lag) && lag > 0 ? [{ at: { xAxis: Math.log10(lag) }, text: `lag ${lag}`, position: "end" }] : []),
    ],
  });
}

function stateDrift({ networks, layers, states }) {
  const known = layers.flatMap((l) =>
    list(l.layer.stateUse).map((use) => ({ use, found: findState(l.network, states, l.id, use.state), network: l.network })));
  const lines = known.map(({ use, found }) => ({ name: found.name, style: found.style, points: bySteps(use.norms) }));
  if (lines.length === 0) return null;
  return figure({
    id: "drift",
    title: "Norm of the states, by step",
    explain: "Means over sequences, from a start at zero. A state that settles is used again and again; a state that keeps growing drifts, and saturates what reads it.",
    legend: entries(lines),
    panels: [{
      build: lineChart({
        lines,
        x: { name: "step", min: 0, max: reach(lines), tip: (step) => `step ${step}` },
        y: { name: "norm of the state", min: 0, ...spread(valuesOf(lines)) },
      }),
      key: notes(known.map(({ use, found }) => ({ style: found.style, name: found.name, text: driftNote(use) }))),
    }],
    tables: [useTable(known), linesTable("Norm of the state by step", "step", lines)],
  });
}

function driftNote(use) {
  const dead = use.deadUnits > 0 ? `; ${plural(use.deadUnits, "dead unit")}` : "";
  return `drifts by ${percent(use.drift)} of its mean norm per step${dead}`;
}

function useTable(known) {
  return {
    caption: "Drift and saturation of states",
    head: ["state", "drift (of the mean norm, per step)", "mean share of steps below -0.9", "mean share of steps above 0.9", "dead units"],
    rows: () => known.map(({ use, found }) => [found.name, number(use.drift), percent(mean(use.left)), percent(mean(use.right)), number(use.deadUnits)]),
  };
}

function stateSaturation({ layers, states }) {
  const known = layers.flatMap((l) =>
    list(l.layer.stateUse).filter((use) => list(use.left).length > 0).map((use) => ({ units: unitsOf(use), found: findState(l.network, states, l.id, use.state) })));
  if (known.length === 0) return null;
  return figure({
    id: "saturation",
    title: "How the states are used",
    explain: "A dot for each unit: across, the share of steps at which it is below -0.9; up, above 0.9. For a state that is the output of a tanh, the slope there is below 0.19, so little gradient passes.",
    panels: known.map(({ units, found }) => ({
      title: found.name, shape: "square", build: unitDots(units, found.style, "share below -0.9", "share above 0.9"),
    })),
    tables: known.map(({ units, found }) => saturationTable(found.name, units, "below -0.9", "above 0.9")),
  });
}
