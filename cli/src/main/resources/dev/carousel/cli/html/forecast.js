// What was foretold before training, beside what came of it.

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
    title: `Forecast before training: learning what lies ${plural(rows[0].lag, "step")} back`,
    explain: "Before the first network was trained, each was measured as it starts. Learning is called likely or unlikely by whether a part of the error comes back on the carousel; beside it is how many runs of the calibration with the same forecast learnt. How much of the error is left does not predict learning, since gates open in training. Learnt is less than a quarter of the loss of the best constant prediction.",
    legend: OUTCOMES,
    panels: [{
      height: rowsHeight(rows, 30),
      build: dotRows(rows, OUTCOMES, { name: "loss", min: 0, gap: ["6%", "6%"] }),
      key: el("div", { class: "ledger" }, rows.map((r) => el("p", {}, el("b", {}, r.label), `: ${foretold(r)}`))),
    }],
    tables: [{
      caption: "Forecast and outcome",
      head: ["run", "left at that lag", "on the carousel", "longest time-scale", "to be learnt", "validation loss", "constant prediction", "outcome", "forecast was"],
      rows: () => rows.map((r) => [r.label, number(r.arriving), number(r.carouselShare), number(r.timeScale), expected(r), decimals(r.validLoss, 4), decimals(r.constantLoss, 4), outcome(r), judged(r)]),
    }],
  });
}

function foretold(row) {
  const verdict = judged(row) === NONE ? "" : ` The forecast was ${judged(row)}.`;
  return `${expected(row)}; ${outcome(row)}.${verdict}`;
}

function expected({ outlook, calibration: { runs, learnt } }) {
  return outlook === "unknown" ? "could not be measured" : `${outlook}: ${learnt} of ${runs} such runs learnt`;
}

function judged({ right }) {
  return right === null ? NONE : right ? "right" : "wrong";
}

function outcome({ learnt }) {
  return learnt === null ? "not judged" : learnt ? "learnt" : "not learnt";
}
