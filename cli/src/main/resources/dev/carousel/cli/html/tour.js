// The tour: its chapters as they were told, and sliders at its end.

function partOf(part) {
  if (part.text) return el("p", { class: "prose" }, part.text);
  if (part.code) return el("pre", { class: "source", tabindex: "0", role: "region", "aria-label": "Source code" }, el("code", {}, part.code));
  if (part.plot) return plotOf(part.plot);
  return gridOf(part.table);
}

function plotOf(plot) {
  const lines = list(plot.curves).map((curve, i) => ({
    name: curve.name,
    style: lineStyle(i),
    points: list(curve.x).map((x, k) => [x, curve.y[k]]),
  }));
  const known = valuesOf(lines);
  const y = plot.log ? { log: true, ...decades(known) } : paddedRange(known);
  const xs = lines[0].points.map(([x]) => x);
  return figure({
    id: plot.id,
    title: plot.title,
    explain: plot.explain,
    legend: entries(lines),
    panels: [{
      label: `${plot.title}. ${lines.map((l) => `${l.name}: from ${number(l.points[0][1])} to ${number(l.points.at(-1)[1])}`).join("; ")}.`,
      build: lineChart({
        lines,
        x: { name: plot.xName, min: Math.min(...xs), max: Math.max(...xs), tip: (x) => `${plot.xName} ${number(x, 5)}` },
        y: { name: plot.yName, ...y },
      }),
    }],
    tables: [linesTable(plot.title, plot.xName, lines)],
  });
}

function gridOf(grid) {
  return el("div", { class: "scroll metrics", tabindex: "0", role: "region", "aria-label": `Table: ${grid.caption}` },
    table(grid.caption, grid.head, grid.rows));
}

function questionOf({ ask, answer, commands }) {
  return el("aside", { class: "card question", "aria-label": "Question" },
    el("h3", {}, "Question"),
    el("p", {}, ask),
    el("details", {}, el("summary", {}, "Answer"), el("p", {}, answer)),
    el("h3", {}, list(commands).length === 1 ? "A command to try" : "Commands to try"),
    list(commands).map((command) => el("p", {}, el("code", {}, `carousel ${command}`))));
}

function chapterOf(chapter) {
  return section(chapter.id, `${chapter.number} ${chapter.id}`, `${chapter.number}. ${chapter.title}`,
    [...list(chapter.parts).map(partOf), questionOf(chapter.question)]);
}

function headTour(tour) {
  document.getElementById("made-by").textContent = `Carousel ${tour.carousel ?? ""}, ${String(tour.date ?? "").slice(0, 10)}`;
  document.getElementById("about").textContent =
    `Why gradients vanish and explode in recurrent networks, and how clipping and the LSTM help. Every number was computed for this page, in ${number(tour.seconds, 2)} seconds.`;
  document.getElementById("command").textContent = tour.commandLine ?? "";
  document.querySelector(".skip").textContent = "Skip to the first chapter";
  document.querySelector(".skip").setAttribute("href", `#${list(tour.chapters)[0].id}`);
  document.getElementById("colophon").textContent =
    `Seed ${tour.seed}. Nothing is fetched: the figures are drawn from the JSON in this file, by Apache ECharts.`;
}

const toured = JSON.parse(document.getElementById("data").textContent);
const chapters = [...list(toured.chapters).map(chapterOf), playSection()];
headTour(toured);
document.getElementById("report").replaceChildren(...chapters);
document.getElementById("contents").replaceChildren(...chapters.map((part) => el("a", { href: `#${part.id}` }, part.dataset.short)));
installTheme(document.getElementById("theme"));
installPrinting();
installResizing();
paintWaiting();
