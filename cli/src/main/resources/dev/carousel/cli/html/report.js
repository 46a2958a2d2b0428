// Puts the page together from the report that is embedded in it.

function sectionsOf(report) {
  const whole = model(report);
  figures = 0;
  return [
    verdictSection(whole),
    section("foretold", "Forecast", "What was foretold", [forecasts(whole)]),
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
  document.getElementById("made-by").textContent = `Carousel ${report.carousel ?? ""}`;
  document.getElementById("about").textContent = report.data ?? "";
  document.title = title(report);
  document.getElementById("colophon").textContent =
    `Made by carousel ${report.command ?? "diagnose"} with seed ${report.seed}, lags 0 to ${report.lag}. ` +
    "Nothing is fetched: the figures are drawn from the JSON report in this file, by Apache ECharts. " +
    "How to read them: docs/reading-gradient-flow.md";
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
