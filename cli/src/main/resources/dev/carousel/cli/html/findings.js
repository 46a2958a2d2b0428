// Findings: what was noticed, on what evidence, how surely, and what may mend it.

function findingsOf(network) {
  const findings = list(network.run.findings);
  if (findings.length === 0) return null;
  return el("div", { class: "findings" },
    el("h3", {}, swatch(network.style), `Findings: ${network.name}`),
    el("ol", {}, findings.map(finding)));
}

function finding(found) {
  const place = [found.layer, found.state ? `state ${found.state}` : null].filter(Boolean).join(", ");
  return el("li", { class: "finding" },
    el("div", { class: "finding-head" },
      el("h4", {}, found.title ?? found.rule),
      place ? el("span", { class: "place" }, place) : null,
      found.confidence ? chip(`confidence ${found.confidence}`, `${found.confidence} confidence`) : null),
    el("ul", { class: "evidence" }, list(found.evidence).map((text) => el("li", {}, text))),
    prescriptions(list(found.prescriptions)));
}

function prescriptions(all) {
  if (all.length === 0) return null;
  return el("ul", { class: "prescriptions" }, all.map((p) =>
    el("li", {},
      el("code", {}, p.change),
      el("span", {}, p.reason),
      p.promise ? el("span", { class: "promise" }, promiseOf(p)) : null)));
}

/** What a prescription should better, and how that stands; a run may not be able to tell. */
function promiseOf({ promise, now, unit }) {
  if (now === undefined) return `moves: ${promise}`;
  return isNumber(now)
    ? `moves: ${promise}, now ${number(now)}${unit ? ` (${unit})` : ""}`
    : `moves: ${promise}, which cannot be measured in this run`;
}
