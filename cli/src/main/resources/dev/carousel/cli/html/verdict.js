// The verdict: what the figures say of each network, and what to do.

const CLAIMS = {
  vanishing: "The gradient vanishes",
  exploding: "The gradient explodes",
  fading: "The gradient fades, and enough is left",
  growing: "The gradient grows, and not by much",
  steady: "The gradient comes through",
  used: "It uses as much of the past as the data rewards",
  unneeded: "The data rewards no past",
  unmeasured: "The gradient cannot be measured",
};

function steps(horizon) {
  return `${horizon < 10 ? decimals(horizon, 1) : number(horizon)} steps`;
}

function inLayer(network, read) {
  return network.many && read.layer ? ` in ${read.layer.id}` : "";
}

/** How far the gradient comes back does not matter where the data rewards no more than is used. */
function claimed(network, read) {
  const need = network.run.need;
  if (!need?.met || read.verdict === "exploding") return read.verdict;
  return need.lag === 0 ? "unneeded" : "used";
}

/** Whether it falls below the floor of the arithmetic before a slope can be measured. */
function isLost(read) {
  return list(read.layer?.layer?.states).some((state) => state.verdict === "vanishing");
}

/** Whether its training failed because it was not finite. */
function isBroken(run) {
  return list(run.findings).some((finding) => finding.rule === "non-finite");
}

/** The sentence after the claim. */
function because(report, read) {
  const { best, verdict } = read;
  if (!best && verdict === "exploding") {
    return "It is not finite, or too large for float32, within a step or two of the loss.";
  }
  if (!best) {
    return isLost(read) ? "It is lost within a step or two of the loss." : "There is none at the loss that could be followed.";
  }
  if (verdict === "exploding") {
    return `Through state ${best.state} it grows by ${percent(Math.expm1(best.growthPerStep))} with every step back, so the far past drowns the near.`;
  }
  if (verdict === "vanishing") {
    const little = best.horizonOnePercent;
    const fading = `Even through state ${best.state}, where it lasts longest, it falls to 1/e every ${steps(best.horizon)} on average`;
    return !isNumber(little) ? `${fading}.` : `${fading}; less than 1 % is left from lag ${little} on.`;
  }
  const gradient = list(best.gradient);
  const lag = best.gradeLag ?? report.lag ?? gradient.length - 1;
  return `At lag ${lag}, ${number(best.left ?? gradient[gradient.length - 1], 2)} of the gradient is left in state ${best.state}.`;
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
function todo(network, read) {
  const best = advice(network);
  if (best) {
    return el("p", { class: "todo" },
      el("span", { class: "try" }, "Try"), el("code", {}, best.change), el("span", {}, best.reason));
  }
  if (isJudged(network.run)) {
    return el("p", { class: "todo" }, el("span", { class: "try" }, "Tried"), el("span", {}, network.run.tried));
  }
  return list(network.run.findings).length === 0
    ? el("p", { class: "todo" }, el("span", { class: "try" }, "Nothing to mend"))
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
    fact("Training", !run.trained ? "none" : isNumber(run.updates) ? plural(run.updates, "update") : "not noted"),
    fact("Validation loss", decimals(run.validLoss, 3)));
}

function verdictCard(report, network) {
  const read = reading(network);
  const before = network.run.trained === false ? " This is before training." : "";
  const broken = isBroken(network.run) ? "Training exploded: it met numbers that are not finite. " : "";
  return el("article", { class: "card", "aria-label": network.name },
    el("header", {}, el("h3", {}, swatch(network.style), network.name), chip(read.verdict)),
    el("p", { class: "claim" },
      el("strong", {}, `${broken}${CLAIMS[claimed(network, read)] ?? CLAIMS.unmeasured}${inLayer(network, read)}.`),
      ` ${because(report, read)}${before}`),
    todo(network, read),
    network.name === network.run.cell ? null : el("p", { class: "cell" }, el("code", {}, network.run.cell)),
    facts(network.run, read.best));
}

/** Which network carries the gradient furthest; null if there are not two to compare. */
function comparison(networks) {
  const read = networks
    .map((network) => ({ network, ...reading(network) }))
    .filter((r) => r.best && r.verdict !== "exploding")
    .map((r) => ({ name: r.network.name, horizon: isNumber(r.best.horizon) ? r.best.horizon : Infinity }))
    .sort((a, b) => a.horizon - b.horizon);
  const near = read[0];
  const far = read[read.length - 1];
  if (read.length < 2 || near.horizon === Infinity) return null;
  if (far.horizon === Infinity) {
    return `From ${far.name} the gradient comes back undiminished; from ${near.name} it falls to 1/e every ${steps(near.horizon)}.`;
  }
  if (far.horizon / near.horizon < 1.1) {
    return `The gradient fades at about the same rate in ${far.name} and ${near.name}: to 1/e every ${steps(far.horizon)}.`;
  }
  return `The gradient fades ${number(far.horizon / near.horizon, 2)} times as slowly in ${far.name} as in ${near.name}: to 1/e every ${steps(far.horizon)}, against ${number(near.horizon)}.`;
}

function verdictSection({ report, networks }) {
  if (networks.length === 0) return null;
  const told = comparison(networks);
  return section("verdict", "Verdict", "Verdict", [
    el("div", { class: "cards" }, networks.map((network) => verdictCard(report, network))),
    told ? el("p", { class: "comparison" }, told) : null,
    ...networks.map(findingsOf),
  ]);
}
