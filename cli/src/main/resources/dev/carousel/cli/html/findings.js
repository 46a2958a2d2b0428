// Findings: what was noticed, on what evidence, how surely, and what may mend it.

function findingsOf(network) {
  const findings = list(network.run.findings);
  if (findings.length === 0) return null;
  return el("div", { class: "findings" },
    el("h3", {}, swatch(network.style), `Findings: ${network.name}`),
    network.run.tried ? el("p", { class: "advice" }, el("b", {}, "Tried"), `: ${network.run.tried}`) : null,
    el("ol", {}, findings.map(finding)));
}

function finding(found) {
  const place = [found.layer, found.subject].filter(Boolean).join(", ");
  return el("li", { class: "finding" },
    el("div", { class: "finding-head" },
      el("h4", {}, found.title ?? found.rule),
      place ? el("span", { class: "place" }, place) : null,
      found.confidence ? chip(`confidence ${found.confidence}`, `${found.confidence} confidence`) : null),
    el("ul", { class: "evidence" }, list(found.evidence).map((text) => el("li", {}, text))),
    prescriptions(list(found.prescriptions)));
}

/** What was tried and did not help is no advice any more; it is told of below the rest. */
function prescriptions(all) {
  const refuted = all.filter((p) => p.refuted);
  const left = all.filter((p) => !refuted.includes(p));
  return [
    left.length === 0 ? null : el("ul", { class: "prescriptions" }, left.map((p) =>
      el("li", {},
        el("code", {}, p.change),
        el("span", {}, p.verdict === "helped" ? `Tried, and it helped: ${p.reason}` : p.reason),
        p.promise ? el("span", { class: "promise" }, promiseOf(p)) : null))),
    refuted.length === 0 ? null : el("p", { class: "evidence" }, "Tried, but it did not help: ",
      refuted.flatMap((p, i) => [i > 0 ? ", " : null, el("code", {}, p.change), ` (${p.verdict})`])),
  ];
}

/** What a prescription should better, and how that stands; a run may not be able to tell. */
function promiseOf({ promise, now, unit }) {
  if (now === undefined) return `moves: ${promise}`;
  return isNumber(now)
    ? `moves: ${promise}, now ${number(now)}${unit ? ` (${unit})` : ""}`
    : `moves: ${promise}, which cannot be measured in this run`;
}
