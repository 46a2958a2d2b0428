// Puts the page together from the report that is embedded in it.

function lay(report) {
  const whole = model(report);
  const sections = [
    verdictSection(whole),
    section("flow", "How far the gradient reaches", null,
      [gradientByLag(whole), gradientHistory(whole), carouselShare(whole), totalAgainstDirect(whole)]),
    section("spectrum", "What a step does to a gradient", null,
      [lyapunovExponents(whole), singularValues(whole), recurrentMatrices(whole)]),
    section("units", "Gates and states", null,
      [gateSaturation(whole), timeScales(whole), stateDrift(whole), stateSaturation(whole)]),
    section("weights", "What reaches the weights", null,
      [contributions(whole), cancellation(whole), attribution(whole), truncation(whole)]),
    section("training", "How training went", null,
      [clipLedger(whole), clipCosine(whole), updateRatios(whole), lossCurves(whole)]),
    section("tried", "Cures that were tried", null, [cures(whole)]),
  ].filter((part) => part !== null);
  document.getElementById("report").replaceChildren(...sections);
  document.getElementById("contents").replaceChildren(...sections.map(entryOf));
}

function entryOf(part) {
  return el("a", { href: `#${part.id}` }, part.querySelector("h2").textContent);
}

function head(report) {
  document.getElementById("made-by").textContent = `Carousel ${report.carousel ?? ""}`;
  document.getElementById("about").textContent = report.data ?? "";
  document.getElementById("colophon").textContent =
    `Made by carousel ${report.command ?? "diagnose"} with seed ${report.seed}, lags 0 to ${report.lag}. ` +
    "Nothing is fetched: the figures are drawn from the JSON report in this file, by Apache ECharts. " +
    "How to read them: docs/reading-gradient-flow.md";
}

const report = JSON.parse(document.getElementById("data").textContent);
head(report);
lay(report);
installTheme(document.getElementById("theme"));
installPrinting();
installResizing();
paintWaiting();
