// Puts the page together from the report that is embedded in it.

function sectionsOf(report) {
  const whole = model(report);
  figures = 0;
  return [
    verdictSection(whole),
    section("foretold", "Forecast", "What was forecast", [forecasts(whole)]),
    section("flow", "Gradient", "How far the gradient reaches",
      [rewards(whole), gradientByLag(whole), gradientHistory(whole), carouselShare(whole), totalAgainstDirect(whole)]),
    section("spectrum", "Spectrum", "What a step does to a gradient",
      [normRatios(whole), lyapunovExponents(whole), singularValues(whole), recurrentMatrices(whole)]),
    section("units", "Gates and states", "Gates and states",
      [gateSaturation(whole), timeScales(whole), stateDrift(whole), stateSaturation(whole)]),
    section("weights", "Weights", "What reaches the weights",
      [contributions(whole), cancellation(whole), attribution(whole), truncation(whole)]),
    section("training", "Training", "How training went",
      [clipLedger(whole), clipCosine(whole), clippers(whole), updateRatios(whole), lossCurves(whole)]),
    section("tried", "Cures", "Cures that were tried", [cures(whole)]),
  ].filter((part) => part !== null);
}

function lay(report) {
  const sections = sectionsOf(report);
  document.getElementById("report").replaceChildren(...sections);
  document.getElementById("contents").replaceChildren(...sections.map(entryOf));
}

function entryOf(part) {
  return el("a", { href: `#${part.id}` }, part.dataset.short);
}

function head(report) {
  document.getElementById("made-by").textContent = madeBy(report);
  document.getElementById("about").textContent = report.data ?? "";
  document.getElementById("command").textContent = report.commandLine ?? "";
  document.title = title(report);
  document.getElementById("colophon").textContent =
    `Lags 0 to ${report.lag}, seed ${report.seed}${settingsOf(report)}. ` +
    "Nothing is fetched: the figures are drawn from the JSON report in this file, by Apache ECharts.";
}

/** The version, and the day: Carousel 0.1.0, 2026-11-25. */
function madeBy({ carousel, date }) {
  return [`Carousel ${carousel ?? ""}`.trim(), date ? String(date).slice(0, 10) : null].filter(Boolean).join(", ");
}

/** What the networks were trained with. */
function settingsOf({ settings }) {
  const known = Object.entries(settings ?? {})
    .filter(([name]) => ["units", "layers", "optimizer", "schedule", "hook", "batch", "bptt"].includes(name))
    .map(([name, value]) => `${name} ${list(value).length > 0 ? value.join(" then ") : Array.isArray(value) ? "none" : value}`);
  return known.length === 0 ? "" : `, ${known.join(", ")}`;
}

function title(report) {
  const names = runNames(list(report.runs)).join(", ");
  return names ? `Gradient flow: ${names}` : "Gradient flow";
}

const report = JSON.parse(document.getElementById("data").textContent);
head(report);
showProgress(report);
lay(report);
installTheme(document.getElementById("theme"));
installPrinting();
installResizing();
paintWaiting();
