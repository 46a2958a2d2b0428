// Ways to clip, each tried on an equal budget.

const LOSSES = [
  { name: "training loss", key: "trainLoss", style: { role: "muted", symbol: "circle", dot: true } },
  { name: "validation loss", key: "validLoss", style: { colour: 0, symbol: "diamond", dot: true } },
];

const CLIPPER_HEAD = ["hook", "training loss", "validation loss", "updates clipped", "mean cosine", "largest gradient", "skipped", "not finite", "against the reference"];

function clippers({ networks }) {
  const known = networks.filter((n) => list(n.run.clippers?.trials).length > 0);
  if (known.length === 0) return null;
  return figure({
    id: "clippers",
    title: "Clipping methods, on equal budgets",
    explain: `Each network was trained with each hook and ${plural(known[0].run.clippers.seeds, "seed")}, for the same number of updates. With one seed, all have the same start and the same data in the same order. Losses are means over seeds: training losses over the last tenth of the updates, validation losses at the end. Further left is better. The text below says whether the difference is more than chance.`,
    legend: LOSSES,
    panels: known.map((n) => {
      const rows = n.run.clippers.trials.map((t) => ({ ...t, label: `${t.clipper}${t.stopped ? unmeasurable(t.validLoss) : ""}` }));
      return {
        title: n.name,
        height: rowsHeight(rows, 30),
        build: dotRows(rows, LOSSES, { name: "loss", spread: true, gap: ["6%", "6%"] }),
        key: clipperFacts(n.run.clippers),
      };
    }),
    tables: known.map((n) => ({
      caption: `${n.name}: clipping methods, ${plural(n.run.clippers.updates, "update")} each`,
      head: CLIPPER_HEAD,
      rows: () => n.run.clippers.trials.map(clipperRow),
    })),
  });
}

function clipperRow(t) {
  return [t.clipper, decimals(t.trainLoss, 4), decimals(t.validLoss, 4), percent(t.clippedShare), number(t.cosine, 4), number(t.largest), number(t.skipped), number(t.nonFinite), t.judgement ?? "reference"];
}

/** Which ended best, what was stopped early, and where the thresholds are from. */
function clipperFacts({ seeds, pilot, norm, elements, trials, summary }) {
  const told = (name, advice) =>
    advice ? el("p", {}, el("b", {}, isNumber(advice.threshold) ? `${name} ${number(advice.threshold)}` : name), `: ${advice.reason}`) : null;
  return el("div", { class: "ledger" },
    el("p", { class: "advice" }, summary),
    trials.filter((t) => t.stopped).map((t) => el("p", { class: "warning" }, `${t.clipper} was stopped early${seeds > 1 ? ` with ${t.stops} of ${seeds} seeds` : ""}: ${t.stopped}`)),
    pilot ? el("p", {}, "Thresholds come from the norms in row ", el("b", {}, pilot), ".") : null,
    told("Threshold of the norm", norm),
    told("Threshold of elements", elements));
}
