// The report: names, and what follows from the figures. The rules are those of the terminal.

/** Short names of the networks, each different. */
function runNames(runs) {
  return runs.map((run) => String(run.name ?? run.cell));
}

function layerName(layer, index) {
  return layer.name ?? `layer${layer.layer ?? index}${layer.reverse ? "-reverse" : ""}`;
}

/** The report with names on everything that is drawn, and lists where there may be none. */
function model(report) {
  const runs = list(report.runs);
  const names = runNames(runs);
  const networks = runs.map((run, i) => {
    const many = list(run.layers).length > 1;
    const network = { run, index: i, name: names[i], style: lineStyle(i), many };
    network.layers = list(run.layers).map((layer, l) => {
      const name = layerName(layer, l);
      return { layer, index: l, id: name, network, name: many ? `${names[i]} ${name}` : names[i] };
    });
    return network;
  });
  const layers = networks.flatMap((network) => network.layers);
  return { report, networks, layers, states: networks.flatMap(statesOf) };
}

function statesOf(network) {
  const states = network.layers.flatMap((layer) =>
    list(layer.layer.states).map((state) => ({ state, layer, network, name: `${layer.name} ${state.state}` })));
  states.forEach((state, j) => (state.style = lineStyle(network.index, j)));
  return states;
}

/** The state of that name, for sections that name a layer and a state. */
function findState(network, states, layer, state) {
  const known = states.find((s) => s.network === network && s.layer.id === layer && s.state.state === state);
  const name = network.many ? `${network.name} ${layer} ${state}` : `${network.name} ${state}`;
  return known ?? { name, style: network.style, network };
}

/** A parameter's name, without the layer where there is but one. */
function parameterName(network, parameter) {
  const only = network.layers.length === 1 ? `${network.layers[0].id}/` : "";
  return only && parameter.startsWith(only) ? parameter.slice(only.length) : parameter;
}

// The grade of a network: it explodes if any state does; else it is as good as its worst layer, and a
// layer is as good as the state in which most is left where it matters.

/** The grade of a state; reports of older versions have its verdict alone. */
function gradeOf(state) {
  return state.grade ?? state.verdict;
}

function byWhatIsLeft(states) {
  return states
    .filter((s) => isNumber(s.growthPerStep))
    .sort((a, b) => (b.left ?? 0) - (a.left ?? 0) || b.growthPerStep - a.growthPerStep);
}

function byGrowth(states) {
  return states.filter((s) => isNumber(s.growthPerStep)).sort((a, b) => b.growthPerStep - a.growthPerStep);
}

function reading(network) {
  const read = network.layers.map((layer) => {
    const states = list(layer.layer.states);
    const explodes = states.filter((s) => gradeOf(s) === "exploding");
    const exploding = explodes.length > 0;
    const fastest = byGrowth(explodes)[0] ?? null;
    const best = byWhatIsLeft(states)[0];
    return { layer, exploding, fastest, best, left: best ? (best.left ?? 0) : -1, growth: best?.growthPerStep ?? -Infinity };
  });
  const exploding = read.find((r) => r.exploding);
  if (exploding) return { verdict: "exploding", layer: exploding.layer, best: exploding.fastest };
  const worst = read.reduce((a, b) => (b.left < a.left || (b.left === a.left && b.growth < a.growth) ? b : a), read[0]);
  if (!worst || !worst.best) return { verdict: "unmeasured", layer: worst?.layer, best: null };
  return { verdict: gradeOf(worst.best), layer: worst.layer, best: worst.best };
}
