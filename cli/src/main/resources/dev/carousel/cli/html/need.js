// What the data rewards: how far back it pays to look, and how far back networks do.

function rewards({ report, networks }) {
  const lines = networks
    .filter((n) => list(n.run.contexts?.contexts).length > 0)
    .map((n) => ({ name: n.name, style: n.style, points: pairs(n.run.contexts.contexts, n.run.contexts.losses) }));
  const data = report.rewards;
  if (lines.length === 0 && !data) return null;
  const panels = [
    lines.length > 0 ? lossByContext(networks, lines, report.lossUnit) : null,
    data ? informationByContext(data) : null,
  ].filter((p) => p !== null);
  return figure({
    id: "rewards",
    title: "What the data rewards: loss and information, by context",
    explain: "Context counts the steps read before a prediction, the last one included. For trained networks: the validation loss when each sees no more than that, at the same places. For the data alone: the mutual information of the target and the input that many steps back, minus that of shuffled targets; above the dashed line it is significant.",
    legend: entries(lines),
    panels,
    tables: [
      ...(lines.length > 0 ? [linesTable("Validation loss by context", "context", lines)] : []),
      ...(data ? [peaksTable(data), linesTable("Information by context (nats)", "context", informationLines(data))] : []),
    ],
  });
}

function lossByContext(networks, lines, unit) {
  const values = finite(lines.flatMap((l) => l.points.map((p) => p[1])));
  return {
    title: lines.length > 0 ? "Validation loss of the networks" : "",
    build: lineChart({
      lines,
      x: { name: "context (steps)", min: 0, max: reach(lines), tip: (steps) => `context of ${plural(steps, "step")}` },
      y: { name: unit ? `loss, ${unit.replace(/[()]/g, "")}` : "loss", min: Math.min(...values) >= 0 && Math.min(...values) < 0.2 * Math.max(...values) ? 0 : undefined, ...spread(values) },
    }),
    key: notes(networks.filter((n) => n.run.contexts).map((n) => ({
      style: n.style,
      name: n.name,
      text: n.run.need?.networkContext === null
        ? "predicts no better than always the same"
        : `uses ${plural(n.run.contexts.rewardedContext, "step")}`,
    }))),
  };
}

function informationLines(data) {
  return [{ name: "information", style: { colour: 0, symbol: "circle" }, points: pairs(data.contexts, data.information) }];
}

function informationByContext(data) {
  const lines = informationLines(data);
  return {
    title: "The data alone",
    build: lineChart({
      lines,
      x: { name: "context (steps)", min: 0, max: reach(lines), tip: (steps) => `${plural(steps, "step")} back` },
      y: { name: "mutual information (nats)", min: 0 },
      marks: isNumber(data.threshold) ? [{ at: { yAxis: data.threshold }, text: "" }] : [],
    }),
    note: list(data.peaks).length > 0
      ? `The data alone rewards ${plural(data.rewardedContext, "step")}; most informative lags: ${list(data.peaks).slice(0, 4).map((p) => p.lag).join(", ")}.`
      : "No single step helps to predict the target.",
  };
}

function peaksTable(data) {
  return {
    caption: "Lags that are informative beyond nearer or stronger ones",
    head: ["lag", "context", "variance explained"],
    rows: () => list(data.peaks).map((p) => [grouped(p.lag), grouped(p.context), percent(p.explained)]),
  };
}
