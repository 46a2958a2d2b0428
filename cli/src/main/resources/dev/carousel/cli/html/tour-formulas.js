// The formulas of the tour, as the engine's numbers have them: a test compares both.

const TANH_START = 0.5;
const CLIFF = { w: 5, start: 0.5, target: 0.7, steps: 50 };

function sigmoid(x) {
  return 1 / (1 + Math.exp(-x));
}

/** The gradient of h' = w h by lag, from 0: w to the power of the lag. */
function powerGradient(w, lag) {
  return Array.from({ length: lag + 1 }, (_, k) => Math.abs(w) ** k);
}

/** The gradient of h' = tanh(gain h) by lag, back from the last of so many steps. */
function tanhGradient(gain, lag) {
  const states = [];
  for (let t = 0, h = TANH_START; t < lag; t++) {
    h = Math.tanh(gain * h);
    states.push(h);
  }
  const left = [1];
  for (let k = 1; k <= lag; k++) {
    const h = states[lag - k];
    left.push(left[k - 1] * gain * (1 - h * h));
  }
  return left;
}

/** The gradient of an LSTM's cell by lag, if its forget gate has this bias alone. */
function gateGradient(bias, lag) {
  return powerGradient(sigmoid(bias), lag);
}

/** After how many steps one percent is left of what each step multiplies by this. */
function onePercentAfter(factor) {
  return factor < 1 ? Math.log(0.01) / Math.log(factor) : Infinity;
}

/** The loss (x - 0.7)^2 after 50 steps of x' = w sigmoid(x) + b, and its gradient. */
function cliffAt(b, w = CLIFF.w) {
  let [x, dw, db] = [CLIFF.start, 0, 0];
  for (let t = 0; t < CLIFF.steps; t++) {
    const s = sigmoid(x);
    const slope = w * s * (1 - s);
    [x, dw, db] = [w * s + b, s + slope * dw, 1 + slope * db];
  }
  const error = x - CLIFF.target;
  return { loss: error * error, dw: 2 * error * dw, db: 2 * error * db, norm: Math.hypot(2 * error * dw, 2 * error * db) };
}

/** The norm of a gradient after clipping. */
function clippedNorm(norm, threshold) {
  return Math.min(norm, threshold);
}
