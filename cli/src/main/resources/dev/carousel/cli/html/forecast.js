// What was foretold before training, beside what came of it.

const FORETOLD = {
  "within-reach": "can be learnt",
  "out-of-reach": "out of reach: next to nothing arrives",
  explodes: "explodes: it drowns all else",
  unknown: "could not be told",
};

const OUTCOMES = [
  { name: "constant prediction", key: "constantLoss", style: { role: "muted", symbol: "circle", dot: true } },
  { name: "validation loss", key: "validLoss", style: { colour: 0, symbol: "diamond", dot: true } },
];

function forecasts({ networks }) {
  const known = networks.filter((n) => n.run.forecast && isNumber(n.run.validLoss));
  if (known.length === 0) return null;
  const rows = known.map((n) => ({ ...n.run.forecast, validLoss: n.run.validLoss, label: n.name }));
  return figure({
    id: "forecast",
    title: `Foretold before training: what lies ${plural(rows[0].lag, "step")} back`,
    explain: "Gradient descent learns from what reaches it. Before the first network was trained, each was told to learn what lies so far back, or not, from what is left there of an error at its start. Learnt is less than half the loss of the best constant prediction.",
    legend: OUTCOMES,
    panels: [{
      height: 64 + 30 * rows.length,
      build: dotRows(rows, OUTCOMES, { name: "loss", min: 0, gap: ["6%", "6%"] }),
      key: el("div", { class: "ledger" }, rows.map((r) => el("p", {}, el("b", {}, r.label), `: ${foretold(r)}`))),
    }],
    tables: [{
      caption: "Forecast and outcome",
      head: ["run", "left at that lag", "longest time-scale", "forecast", "validation loss", "constant prediction", "outcome", "forecast was"],
      rows: () => rows.map((r) => [r.label, number(r.arriving), number(r.timeScale), FORETOLD[r.outlook], decimals(r.validLoss, 4), decimals(r.constantLoss, 4), outcome(r), judged(r)]),
    }],
  });
}

function foretold(row) {
  const verdict = judged(row) === NONE ? "" : ` The forecast was ${judged(row)}.`;
  return `${FORETOLD[row.outlook]}; ${outcome(row)}.${verdict}`;
}

function outcome({ learnt }) {
  return learnt === null ? "not judged" : learnt ? "learnt" : "not learnt";
}

function judged({ right }) {
  return right === null ? NONE : right ? "right" : "wrong";
}
