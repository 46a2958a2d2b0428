// What a step does to a gradient: norms kept, exponents, singular values, matrices.

function normRatios({ layers }) {
  const known = layers.filter((l) => finite(l.layer.normRatios?.ratio).length > 0);
  if (known.length === 0) return null;
  const lines = known.map((l) => ({ name: l.name, style: l.style, points: bySteps(l.layer.normRatios.ratio) }));
  const highest = Math.max(1, ...lines.flatMap((l) => finite(l.points.map((p) => p[1]))));
  return figure({
    id: "norm-ratios",
    title: "What each step keeps of an error's norm",
    explain: "For the error of all states together: its norm after a step back over its norm before, in its own direction. At 1, nothing is lost. The product over steps is what is left of an error to which nothing is added. The hook preserve-norm keeps the ratio near 1.",
    legend: entries(lines),
    panels: [{
      build: lineChart({
        lines,
        x: { name: "step", min: 0, max: reach(lines), tip: (step) => `step ${step}` },
        y: { name: "norm after / norm before", min: 0, max: Math.ceil(10 * Math.min(highest, 4)) / 10 },
        marks: [{ at: { yAxis: 1 }, text: "kept" }],
      }),
      key: notes(known.map((l) => ({ style: l.style, name: l.name, text: `mean ${number(l.layer.normRatios.mean)}; penalty ${number(l.layer.normRatios.penalty)}` }))),
    }],
    tables: [linesTable("Norm after over norm before, by step", "step", lines)],
  });
}

function lyapunovExponents({ layers }) {
  const known = layers.filter((l) => finite(l.layer.lyapunov?.exponents).length > 0);
  if (known.length === 0) return null;
  const lines = known.map((l) => {
    const { exponents, spread } = l.layer.lyapunov;
    return { name: l.name, style: l.style, points: exponents.map((v, i) => [i + 1, v]), spread: list(spread) };
  });
  const values = lines.flatMap((l) => inBand(l).flatMap(([, low, high]) => [low, high]));
  return figure({
    id: "lyapunov",
    title: "Lyapunov exponents, largest first",
    explain: "The mean rate, in nats per step, at which a small change of the state grows along each of its directions. Below 0 it dies out, above 0 the network is chaotic there, near 0 it remembers. Bands show the spread over sequences.",
    legend: entries(lines),
    panels: [{
      build: lineChart({
        lines,
        x: { name: "exponent, by rank", min: 1, max: Math.max(2, reach(lines)), tip: (rank) => `exponent ${rank}` },
        y: { name: "nats per step", ...paddedRange([...values, 0]) },
        marks: [{ at: { yAxis: 0 }, text: "neither grows nor fades" }],
        extra: (theme, hidden) => lines.filter((l) => !hidden.has(l.name)).map((l) => band(theme, l)),
      }),
      key: notes(known.map((l) => ({ style: l.style, name: l.name, text: lyapunovNote(l) }))),
    }],
    tables: [linesTable("Lyapunov exponents, nats per step", "rank", lines),
      linesTable("Their spread over sequences", "rank", lines.map((l) => ({ ...l, points: l.spread.map((v, i) => [i + 1, v]) })))],
  });
}

/** [rank, low, high] of the exponents that are finite. */
function inBand({ points, spread }) {
  return points.map(([rank, v], i) => [rank, v, spread[i] ?? 0]).filter(([, v]) => isNumber(v)).map(([rank, v, s]) => [rank, v - s, v + s]);
}

const PARALLEL = {
  yes: "parallel in time",
  no: "not parallel in time",
  open: "open whether parallel in time",
};

function lyapunovNote({ layer }) {
  const l = layer.lyapunov;
  const dimension = isNumber(l.kaplanYorkeDimension)
    ? `Kaplan-Yorke dimension ${number(l.kaplanYorkeDimension)} of ${l.stateSize}`
    : "no Kaplan-Yorke dimension";
  const parallel = PARALLEL[l.parallelInTime];
  return `${parallel ? `${parallel}; ` : ""}${dimension}; entropy at most ${number(l.entropyBound)} nats per step; ${plural(l.sequences, "sequence")} of ${plural(l.steps, "step")}.`;
}

/** A shaded band of half-widths around a line. */
function band(theme, { name, points, spread, style }) {
  const edges = inBand({ points, spread });
  return {
    type: "custom",
    name: `${name} spread`,
    silent: true,
    tooltip: { show: false },
    data: edges.slice(0, 1).map(([rank, low]) => [rank, low]),
    renderItem: (params, api) => {
      const upper = edges.map(([rank, , high]) => api.coord([rank, high]));
      const lower = edges.map(([rank, low]) => api.coord([rank, low])).reverse();
      return { type: "polygon", shape: { points: [...upper, ...lower] }, style: { fill: tint(theme, style), opacity: 0.16 } };
    },
    z: 1,
  };
}

const RANKS = [
  { name: "largest", at: 0, style: { role: "ink", dash: 0, symbol: "circle" } },
  { name: "upper quartile", at: 0.25, style: { role: "muted", dash: 1, plain: true, width: 1.5 } },
  { name: "median", at: 0.5, style: { role: "accent", dash: 0, symbol: "rect" } },
  { name: "lower quartile", at: 0.75, style: { role: "muted", dash: 2, plain: true, width: 1.5 } },
  { name: "smallest", at: 1, style: { role: "muted", dash: 3, symbol: "triangle", width: 1.5 } },
];

function singularValues({ layers }) {
  const known = layers.filter((l) => list(l.layer.jacobians).length > 0);
  if (known.length === 0) return null;
  const linesOf = ({ layer }) => RANKS.map((rank) => ({
    ...rank,
    points: layer.jacobians.map(({ lag, singularValues: v }) => [lag, list(v)[Math.round(rank.at * (list(v).length - 1))]]),
  }));
  const range = decades([1, ...known.flatMap((l) => linesOf(l).flatMap((line) => line.points.map((p) => p[1])))]);
  return figure({
    id: "singular-values",
    title: "Singular values of the state's Jacobian, by lag",
    explain: "By how much that many steps stretch or shrink a gradient, from the best direction to the worst. Where the largest is below 1, vanishing is certain; above 1, explosion is possible, not certain.",
    legend: RANKS,
    panels: known.map((l) => ({
      title: l.name,
      build: lineChart({
        lines: linesOf(l),
        x: { name: "lag (steps back)", min: 0, max: reach(linesOf(l)), tip: (lag) => `lag ${lag}` },
        y: { name: "singular value", log: true, ...range },
        marks: [{ at: { yAxis: 1 }, text: "" }],
      }),
    })),
    tables: known.map((l) => linesTable(`${l.name}: singular values by lag`, "lag", linesOf(l))),
  });
}

const MATRIX_MARKS = [
  { name: "largest singular value", key: "largestSingularValue", style: { colour: 0, symbol: "circle", dot: true } },
  { name: "spectral radius", key: "spectralRadius", style: { colour: 1, symbol: "diamond", dot: true } },
];

function recurrentMatrices({ layers }) {
  const rows = layers.flatMap((l) => list(l.layer.recurrentMatrices).map((m) => ({ ...m, label: `${l.name} ${m.name}` })));
  if (rows.length === 0) return null;
  return figure({
    id: "matrices",
    title: "Recurrent matrices",
    explain: "Largest singular value: the most by which a matrix stretches any vector. Spectral radius: its effect in the long run. For a vanilla cell, a largest singular value below 1 makes vanishing certain; above 1 explosion is possible, not certain. For gated cells nothing follows, because their error also bypasses the matrices.",
    legend: MATRIX_MARKS,
    panels: [{ build: dotRows(rows, MATRIX_MARKS, { name: "factor per step", min: 0 }, [{ at: { xAxis: 1 }, text: "" }]), height: rowsHeight(rows, 26) }],
    tables: [{
      caption: "Recurrent matrices",
      head: ["matrix", ...MATRIX_MARKS.map((m) => m.name)],
      rows: () => rows.map((r) => [r.label, ...MATRIX_MARKS.map((m) => decimals(r[m.key], 4))]),
    }],
  });
}
