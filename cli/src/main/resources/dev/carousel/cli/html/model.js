// The report: names. What follows from the figures is in the report; nothing is judged here.

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
      return { layer, index: l, id: name, network, style: lineStyle(i, l), name: many ? `${names[i]} ${name}` : names[i] };
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

/** The state that the network's verdict is about; null if none could be measured. */
function decidingState(network) {
  const { layer, state } = network.run.verdict ?? {};
  const found = network.layers.find((l) => l.id === layer);
  return list(found?.layer.states).find((s) => s.state === state) ?? null;
}

/** A state's grade; one that vanishes beside another that carries the gradient is no fault. */
function gradeWords(state) {
  return state.carriedBy ? `carried by ${state.carriedBy}` : String(state.grade ?? state.verdict);
}
