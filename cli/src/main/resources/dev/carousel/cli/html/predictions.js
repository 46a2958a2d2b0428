// Puts the page of predictions and their scores together.

function partsOf(page) {
  const scores = page.scores ?? {};
  return [
    section("scores", "Scores", "How good the predictions are", [
      ...scoreCards(scores),
      ...list(scores.tables).map(metricsTable),
    ]),
    section("predictions", "Predictions", "What was predicted", [
      seriesFigure(page),
      errorsByStep(scores),
      errorsByOrigin(scores),
    ]),
    section("classes", "Classes", "Which classes are taken for which", [
      confusionFigure(scores),
      mistakesTable(scores),
      classMarks(scores),
    ]),
    section("calibration", "Calibration", "How far the probabilities can be trusted", [
      reliabilityFigure(scores),
      coverageFigure(scores),
    ]),
  ].filter((part) => part !== null);
}

function headPredictions(page) {
  const title = page.command === "predict" ? "Predictions" : "Evaluation of predictions";
  document.getElementById("made-by").textContent = [`Carousel ${page.carousel ?? ""}`.trim(), String(page.date ?? "").slice(0, 10)].filter(Boolean).join(", ");
  document.querySelector("h1").textContent = title;
  document.title = title;
  document.getElementById("about").replaceChildren(page.data ?? "", el("br"), page.note ?? "");
  document.getElementById("command").textContent = page.commandLine ?? "";
  document.getElementById("colophon").textContent =
    `Made by carousel ${page.command}. Nothing is fetched: the figures are drawn from the JSON in this file, by Apache ECharts.`;
}

function layPredictions(page) {
  figures = 0;
  const sections = partsOf(page);
  document.getElementById("report").replaceChildren(...sections);
  document.getElementById("contents").replaceChildren(
    ...sections.map((part) => el("a", { href: `#${part.id}` }, part.dataset.short)));
  const skip = document.querySelector(".skip");
  skip.textContent = "Skip to the figures";
  skip.setAttribute("href", `#${sections[0]?.id ?? "report"}`);
}

const predicted = JSON.parse(document.getElementById("data").textContent);
headPredictions(predicted);
layPredictions(predicted);
installTheme(document.getElementById("theme"));
installPrinting();
installResizing();
paintWaiting();
