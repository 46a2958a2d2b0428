// The verdict: what the report says of each network, and what to do.

function steps(horizon) {
  return `${horizon < 10 ? decimals(horizon, 1) : number(horizon)} steps`;
}

/** Whether changes were tried and there was something to judge them by. */
function isJudged({ cures }) {
  return list(cures).some((cure) => cure.helped === true || cure.helped === false);
}

/** What to do: what helped most if changes were tried, else the first prescription; null if there is none. */
function advice({ run }) {
  if (!isJudged(run)) return list(run.findings).flatMap((f) => list(f.prescriptions))[0] ?? null;
  const best = list(run.cures).find((cure) => cure.helped);
  return best ? { change: best.change, reason: best.summary } : null;
}

/** The line under the claim; a fault that nothing is prescribed against has none. */
function todo(network) {
  const best = advice(network);
  if (best) {
    return el("p", { class: "todo" },
      el("span", { class: "try" }, "Try"), el("code", {}, best.change), el("span", {}, best.reason));
  }
  if (isJudged(network.run)) {
    return el("p", { class: "todo" }, el("span", { class: "try" }, "Tried"), el("span", {}, network.run.tried));
  }
  return network.run.verdict?.nothingToMend
    ? el("p", { class: "todo" }, el("span", { class: "try" }, "Nothing to fix"))
    : null;
}

function fact(term, value) {
  return el("div", {}, el("dt", {}, term), el("dd", {}, value));
}

function facts(run, best) {
  const interval = list(best?.growthCi95);
  const range = interval.length === 2 ? ` (${decimals(interval[0], 4)} to ${decimals(interval[1], 4)})` : "";
  const horizon = isNumber(best?.horizon) ? steps(best.horizon) : isNumber(best?.growthPerStep) ? "∞" : NONE;
  return el("dl", { class: "facts" },
    fact("Horizon", horizon),
    fact("Growth per step", el("span", {}, decimals(best?.growthPerStep, 4), el("small", {}, range))),
    fact("Parameters", grouped(run.parameters)),
    fact("Training", !run.trained ? "none" : isNumber(run.updates) ? plural(run.updates, "update") : "not recorded"),
    fact("Validation loss", isNumber(run.validLoss) || !isExploded({ run }) ? decimals(run.validLoss, 3) : "not finite"));
}

function verdictCard(network) {
  const { word, claim, sentence } = network.run.verdict ?? {};
  return el("article", { class: "card", "aria-label": network.name },
    el("header", {}, el("h3", {}, swatch(network.style), network.name), word ? chip(word) : null),
    el("p", { class: "claim" }, el("strong", {}, `${capital(String(claim ?? ""))}.`), sentence ? ` ${sentence}` : ""),
    todo(network),
    network.name === network.run.cell ? null : el("p", { class: "cell" }, el("code", {}, network.run.cell)),
    facts(network.run, decidingState(network)));
}

function verdictSection({ report, networks }) {
  if (networks.length === 0) return null;
  return section("verdict", "Verdict", "Verdict", [
    el("div", { class: "cards" }, networks.map((network) => verdictCard(network))),
    report.comparison ? el("p", { class: "comparison" }, report.comparison) : null,
    ...networks.map(findingsOf),
  ]);
}
