// Sliders whose curves follow at once, computed by the formulas of the tour.

const SLIDERS = [
  { id: "w", name: "Weight w", min: 0.5, max: 1.5, step: 0.01, value: 0.95 },
  { id: "gain", name: "Gain of the tanh unit", min: 0.5, max: 3, step: 0.05, value: 1.1 },
  { id: "bias", name: "Forget bias", min: -2, max: 8, step: 0.1, value: 1 },
  { id: "lag", name: "Longest lag", min: 10, max: 200, step: 1, value: 100, unit: "steps" },
  { id: "threshold", name: "Clipping threshold", min: 1, max: 100, step: 1, value: 20 },
];
const CLIFF_PLACES = 301;
const CLIFF_RANGE = [-2.9, -2.3];

/** The norm of the gradient along b; computed once, as no slider changes it. */
const cliffNorms = Array.from({ length: CLIFF_PLACES }, (_, i) => {
  const b = CLIFF_RANGE[0] + ((CLIFF_RANGE[1] - CLIFF_RANGE[0]) * i) / (CLIFF_PLACES - 1);
  return [Number(b.toFixed(4)), cliffAt(b).norm];
});

function said({ unit }, value) {
  return unit ? `${number(value, 4)} ${unit}` : String(value);
}

function slider(kind, values, changed) {
  const out = el("output", { for: `play-${kind.id}`, id: `play-${kind.id}-value` }, said(kind, kind.value));
  const input = el("input", { type: "range", id: `play-${kind.id}`, min: kind.min, max: kind.max, step: kind.step, value: kind.value, "aria-valuetext": said(kind, kind.value) });
  input.addEventListener("input", () => {
    values[kind.id] = Number(input.value);
    out.textContent = said(kind, values[kind.id]);
    input.setAttribute("aria-valuetext", out.textContent);
    changed();
  });
  return el("div", { class: "slider" }, el("label", { for: `play-${kind.id}` }, kind.name), out, input);
}

function gradientLines({ w, gain, bias, lag }) {
  const points = (values) => values.map((value, k) => [k, value]);
  return [
    { name: "w^k", style: lineStyle(0), points: points(powerGradient(w, lag)) },
    { name: "tanh unit", style: lineStyle(1), points: points(tanhGradient(gain, lag)) },
    { name: "forget gate", style: lineStyle(2), points: points(gateGradient(bias, lag)) },
  ];
}

function clipLines({ threshold }) {
  return [
    { name: "gradient norm", style: { ...lineStyle(0), plain: true }, points: cliffNorms },
    { name: "clipped", style: { ...lineStyle(1), plain: true, width: 3 }, points: cliffNorms.map(([b, norm]) => [b, clippedNorm(norm, threshold)]) },
  ];
}

function reached(factor) {
  const steps = onePercentAfter(factor);
  return Number.isFinite(steps) ? `one percent is left after ${number(Math.round(steps), 4)} ${Math.round(steps) === 1 ? "step" : "steps"}` : "it does not vanish";
}

/** What the curves show, in words that a screen reader says after each change. */
function gradientWords({ w, gain, bias, lag }) {
  const at = (values) => number(values[lag], 2);
  const gate = sigmoid(bias);
  return [
    `w = ${w}: after ${lag} steps ${at(powerGradient(w, lag))} of the gradient is left; ${reached(w)}.`,
    `tanh unit with gain ${gain}: ${at(tanhGradient(gain, lag))} is left.`,
    `Forget bias ${bias}: the gate is ${number(gate, 3)}, and ${at(gateGradient(bias, lag))} is left; ${reached(gate)}.`,
  ];
}

function clipWords({ threshold }) {
  const cut = cliffNorms.filter(([, norm]) => norm > threshold).length;
  const most = Math.max(...cliffNorms.map(([, norm]) => norm));
  return [`Threshold ${threshold}: the gradient is clipped at ${percent(cut / cliffNorms.length)} of these places; the largest norm falls from ${number(most, 2)} to ${number(Math.min(most, threshold), 3)}.`];
}

/** A figure that is drawn again from the values of the sliders. */
function playFigure({ id, title, explain, values, sliders, lines, axes, words, table: [caption, xName] }) {
  const told = el("div", { class: "told", "aria-live": "polite" });
  const say = () => told.replaceChildren(...words(values).map((text) => el("p", {}, text)));
  let drawing = null;
  const changed = () => {
    say();
    const { drawn } = made.get(drawing);
    drawn.forEach((chart) => {
      chart.label = words(values).join(" "); // the library puts it on the chart when it paints
      if (chart.instance) paint(chart);
    });
    fillAgain(drawing);
  };
  const row = el("div", { class: "sliders", role: "group", "aria-label": "Values to try" },
    SLIDERS.filter((kind) => sliders.includes(kind.id)).map((kind) => slider(kind, values, changed)));
  say();
  drawing = figure({
    id, title, explain,
    chooser: el("div", {}, row, told),
    legend: entries(lines(values)),
    panels: [{ label: words(values).join(" "), build: (theme, hidden) => lineChart({ lines: lines(values), ...axes(values) })(theme, hidden) }],
    tables: [{ caption, head: [xName, ...lines(values).map((l) => l.name)], rows: () => linesTable(caption, xName, lines(values)).rows() }],
  });
  return drawing;
}

/** Renews the open tables of a figure. */
function fillAgain(drawing) {
  const box = drawing.querySelector("details");
  if (!box) return;
  const tables = made.get(box);
  [...box.querySelectorAll(".scroll")].forEach((region, i) => fill(region, tables[i]));
}

function playSection() {
  const values = Object.fromEntries(SLIDERS.map(({ id, value }) => [id, value]));
  return section("play", "Sliders", "Try values yourself", [
    el("p", { class: "prose" }, "Move a slider with the mouse, a finger or the arrow keys. The curves are computed in this page, by the formulas of chapters 2, 4 and 6."),
    playFigure({
      id: "play-gradient",
      title: "What is left of a gradient",
      explain: "Three units and how much of a gradient they pass on, by lag: a weight alone (h' = w h), a tanh unit (h' = tanh(gain h) from h = 0.5), and an LSTM's cell with a constant forget gate. Logarithmic scale.",
      values, sliders: ["w", "gain", "bias", "lag"], lines: gradientLines, words: gradientWords,
      axes: (now) => ({
        x: { name: "lag (steps back from the loss)", min: 0, max: now.lag, tip: (lag) => `lag ${lag}` },
        y: { name: "gradient, relative to lag 0", log: true, ...decades([0.1, 1, ...valuesOf(gradientLines(now))]) },
      }),
      table: ["Gradient by lag", "lag"],
    }),
    playFigure({
      id: "play-clip",
      title: "What clipping does on the cliff",
      explain: "The norm of the gradient along b at w = 5, before and after clipping. Logarithmic scale.",
      values, sliders: ["threshold"], lines: clipLines, words: clipWords,
      axes: (now) => ({
        x: { name: "b", min: CLIFF_RANGE[0], max: CLIFF_RANGE[1], tip: (b) => `b = ${b}` },
        y: { name: "gradient norm", log: true, ...decades(valuesOf(clipLines(now))) },
      }),
      table: ["Gradient norm along b", "b"],
    }),
  ]);
}
