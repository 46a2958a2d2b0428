// Training: the ledger of clipping, truncation, what the inputs count for, losses.

const LEDGER = {
  before: { name: "before clipping", style: { role: "muted", dash: 0, plain: true, width: 1.5 } },
  after: { name: "after", style: { colour: 0, symbol: "circle", dash: 0 } },
};

function clipLedger({ networks }) {
  const known = networks.filter((n) => list(n.run.clipping?.updates).length > 0);
  if (known.length === 0) return null;
  const linesOf = ({ run }) => Object.entries(LEDGER).map(([key, l]) => ({ ...l, points: pairs(run.clipping.updates, run.clipping[key]) }));
  const range = decades(known.flatMap((n) => linesOf(n).flatMap((l) => l.points.map((p) => p[1]))));
  return figure({
    id: "clipping",
    title: "The ledger of clipping: gradient norms, update by update",
    explain: "The norm of the gradient of all parameters, before the hooks and as passed on to the optimizer. Where the lines part, the update was clipped. Clipping bounds an explosion; it does not bring back what vanished.",
    legend: Object.values(LEDGER),
    panels: known.map((n) => ({
      title: n.name,
      build: lineChart({
        lines: linesOf(n),
        x: updatesAxis(linesOf(n), [n]),
        y: { name: "gradient norm", log: true, ...range },
        marks: lastFinite([n]),
      }),
      key: ledgerFacts(n),
    })),
    tables: known.map((n) => linesTable(`${n.name}: gradient norm by update`, "update",
      [...linesOf(n), { name: "cosine", points: pairs(n.run.clipping.updates, n.run.clipping.cosine) }, ...stepLines(n.run.clipping.steps)])),
  });
}

/** Two columns more where time steps were looked at. */
function stepLines(steps) {
  return list(steps?.step).length === 0 ? [] : [
    { name: "largest at step", points: pairs(steps.updates, steps.step) },
    { name: "its share", points: pairs(steps.updates, steps.share) },
  ];
}

/** As far as the lines; of a training that exploded as far as it was to go. */
function updatesAxis(lines, networks = []) {
  const asked = networks.filter(isExploded).map((n) => n.run.updates).filter(isNumber);
  return { name: "update", min: 0, max: Math.max(reach(lines), ...asked), ticks: 1, tip: (update) => `update ${grouped(update)}` };
}

function isExploded({ run }) {
  return run.verdict?.exploded ?? false;
}

/** Marks for where training exploded: the last update with a finite figure; `updates` of a run. */
function lastFinite(networks, updates = (run) => list(run.clipping?.updates)) {
  return networks.filter((n) => isExploded(n) && updates(n.run).length > 0).map((n) => {
    const last = Math.max(...updates(n.run));
    const isEarly = last < (n.run.updates ?? last) / 2;
    return {
      at: { xAxis: last },
      text: networks.length > 1 ? `${n.name}: last finite` : "last finite update",
      position: "insideEnd",
      label: { rotate: 0, align: isEarly ? "left" : "right", padding: isEarly ? [16, 0, 0, 8] : [16, 8, 0, 0] },
    };
  });
}

/** What the ledger adds up to: share, dominant tensors, warning, advice. */
function ledgerFacts(network) {
  const { clippedShare, dominant, warning, advice: told } = network.run.clipping;
  const tensors = list(dominant).map((d) => `${parameterName(network, d.parameter)} ${percent(d.share)}`).join(", ");
  return el("div", { class: "ledger" },
    el("p", {}, el("b", {}, percent(clippedShare)), " of updates clipped"),
    tensors ? el("p", {}, "Largest in the norm: ", tensors) : null,
    dominatingStep(network.run.clipping.steps),
    warning ? el("p", { class: "warning" }, warning) : null,
    told ? el("p", { class: "advice" }, el("b", {}, isNumber(told.threshold) ? `Threshold ${number(told.threshold)}` : "Threshold"), `: ${told.reason}`) : null);
}

/** The time step at which the gradient of the states is largest, over the updates looked at. */
function dominatingStep(steps) {
  if (!isNumber(steps?.medianStep)) return null;
  const { medianStep, medianOf, medianShare } = steps;
  return el("p", {}, `Largest at step ${grouped(medianStep)} of ${grouped(medianOf)}: ${percent(medianShare)} of the squared gradients of the states over all steps (medians of ${plural(steps.step.length, "update")})`);
}

/** The updates whose direction clipping changed, beyond rounding. */
function turned({ updates, cosine }) {
  return pairs(updates, cosine).filter(([, c]) => isNumber(c) && c < 0.9999);
}

function clipCosine({ networks }) {
  const lines = networks
    .filter((n) => n.run.clipping && turned(n.run.clipping).length > 0)
    .map((n) => ({ name: n.name, style: { ...n.style, dot: true }, points: turned(n.run.clipping) }));
  if (lines.length === 0) return null;
  const least = Math.min(...lines.flatMap((l) => finite(l.points.map((p) => p[1]))));
  return figure({
    id: "clip-cosine",
    title: "What clipping did to the direction",
    explain: "The cosine between the gradient before clipping and after. At 1, only its length changed, as with clipping by the common norm. Below 1, single layers, steps or elements were cut, and the update points elsewhere. Updates that kept their direction are not drawn.",
    legend: entries(lines),
    panels: [{
      build: lineChart({ lines, x: updatesAxis(lines), y: { name: "cosine", min: Math.floor(20 * least) / 20, max: 1 } }),
    }],
    tables: [linesTable("Cosine between the gradient before and after", "update", lines)],
  });
}

function truncation({ networks }) {
  const known = networks.filter((n) => list(n.run.truncation?.chunks).length > 0);
  if (known.length === 0) return null;
  const lines = known.map((n) => ({ name: n.name, style: n.style, points: n.run.truncation.chunks.map((c) => [c.steps, c.cosine]), chunks: n.run.truncation.chunks }));
  const least = Math.min(0, ...lines.flatMap((l) => finite(l.points.map((p) => p[1]))));
  return figure({
    id: "truncation",
    title: "What truncation costs: cosine to the full gradient, by chunk",
    explain: "Back-propagation that is cut after some steps gives a different gradient from the whole sequence. Near 1, the cut does no harm; where the curve bends is how far the data and the network reach.",
    legend: entries(lines),
    panels: [{
      build: lineChart({
        lines,
        x: { name: "steps between cuts", min: 0, max: reach(lines), tip: (steps) => plural(steps, "step") },
        y: { name: "cosine", min: least < 0 ? -1 : 0, max: 1 },
      }),
      key: notes(known.map((n) => ({ style: n.style, name: n.name, text: truncationNote(n) }))),
    }],
    tables: [
      linesTable("Cosine to the full gradient", "steps between cuts", lines),
      linesTable("Norm, relative to the full gradient's", "steps between cuts", lines.map((l) => ({ ...l, points: l.chunks.map((c) => [c.steps, c.ratio]) }))),
    ],
  });
}

function truncationNote({ run }) {
  const { steps, cosine, shortest } = run.truncation;
  const enough = isNumber(shortest) ? `cuts every ${plural(shortest, "step")} keep` : "no chunk tried is long enough to keep";
  return `of sequences of ${plural(steps, "step")}, ${enough} a cosine of ${number(cosine)}`;
}

function attribution({ networks }) {
  const lines = networks
    .filter((n) => list(n.run.attribution?.lags).length > 0)
    .map((n) => ({ name: n.name, style: n.style, points: pairs(n.run.attribution.lags, n.run.attribution.gradient) }));
  if (lines.length === 0) return null;
  return figure({
    id: "attribution",
    title: "What the loss takes from inputs, by lag",
    explain: "The gradient of the loss by the input that many steps earlier, relative to lag 0. It shows from how far back the network uses what it reads; a long carousel that nothing is read into shows as a fall here.",
    legend: entries(lines),
    panels: [{
      build: lineChart({
        lines,
        x: { name: "lag (steps back from the loss)", min: 0, max: reach(lines), tip: (lag) => `lag ${lag}` },
        y: { name: "input gradient, relative to lag 0", log: true, ...decades(lines.flatMap((l) => l.points.map((p) => p[1]))) },
        marks: [{ at: { yAxis: ONE_OVER_E }, text: "1/e" }],
      }),
    }],
    tables: [linesTable("Input gradient relative to lag 0", "lag", lines)],
  });
}

function lossCurves({ report, networks }) {
  const lines = networks.filter((n) => list(n.run.losses?.updates).length > 0).flatMap((n) => [
    { name: `${n.name} train`, style: { ...n.style, dash: 1, plain: true, width: 1.5 }, points: measured(n.run.losses, "train") },
    { name: `${n.name} valid`, style: n.style, points: measured(n.run.losses, "valid") },
  ]);
  if (lines.length === 0) return null;
  return figure({
    id: "losses",
    title: "Losses",
    explain: `${report.lossUnit ? `In units of ${report.lossUnit}. ` : ""}Dashed: training data; solid: validation data.`,
    legend: entries(lines),
    panels: [{
      build: lineChart({
        lines,
        x: updatesAxis(lines, networks),
        y: { name: "loss", ...spread(valuesOf(lines)) },
        marks: lastFinite(networks, (run) => measured(run.losses ?? {}, "train").map((p) => p[0])),
      }),
    }],
    tables: [linesTable("Loss by update", "update", lines)],
  });
}

/** Losses are not measured at every update: lines join those that were. */
function measured(losses, part) {
  return pairs(losses.updates, losses[part]).filter(([, v]) => isNumber(v));
}
