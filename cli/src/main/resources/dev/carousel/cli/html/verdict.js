// The verdict: what the report says of each network, and what to do.

function steps(horizon) {
  return `${horizon < 10 ? decimals(horizon, 1) : number(horizon)} steps`;
}

/** The line under the claim: what to do, or what was tried; a fault with neither has none. */
function todo({ run }) {
  const { next, nothingToMend } = run.verdict ?? {};
  if (next) {
    return el("p", { class: "todo" },
      el("span", { class: "try" }, "Try"), el("code", {}, next.change), el("span", {}, next.reason));
  }
  if (run.tried) {
    return el("p", { class: "todo" }, el("span", { class: "try" }, "Tried"), el("span", {}, run.tried));
  }
  return nothingToMend ? el("p", { class: "todo" }, el("span", { class: "try" }, "Nothing to fix")) : null;
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
    isNumber(run.validLoss) ? fact("Validation loss", decimals(run.validLoss, 3))
      : isExploded({ run }) ? fact("Validation loss", "not finite") : null);
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
    ...(report.notes ?? []).map((note) => el("p", { class: "note" }, `Note: ${note}`)),
    ...networks.map(findingsOf),
  ]);
}
