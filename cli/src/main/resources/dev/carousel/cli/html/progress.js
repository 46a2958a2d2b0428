// Where a run stands that was watched while it trained.

const ENDS = {
  limit: "Ended: the limit was reached",
  patience: "Ended: validation no longer improved",
  stopped: "Stopped; continue with --resume",
  failed: "Ended by an error; see the terminal",
};

function stateText({ state, reason }) {
  if (state === "ended") return ENDS[reason] ?? "Ended";
  return state === "training" ? "Training" : "Waiting for the first update";
}

/** 0:42, 12:05, 3:07:30. */
function duration(seconds) {
  if (!isNumber(seconds)) return NONE;
  const whole = Math.round(seconds);
  const two = (n) => String(n % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return whole < 3600 ? `${minutes}:${two(whole)}` : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(whole)}`;
}

function progressFacts(p, run) {
  const planned = p.plannedUpdates > 0 ? el("small", {}, `of ${grouped(p.plannedUpdates)}`) : null;
  return el("dl", { class: "facts" },
    fact("Updates", el("span", {}, grouped(p.updates), planned)),
    fact("Loss, last update", decimals(p.loss, 4)),
    fact("Validation loss", decimals(run?.validLoss, 4)),
    fact("Gradient norm", number(p.gradientNorm)),
    fact(`${capital(p.unit)} per second`, grouped(p.symbolsPerSecond)),
    fact("Time", duration(p.seconds)),
    p.state === "training" ? fact("Left", duration(p.secondsLeft)) : null);
}

function bar({ fraction }) {
  const done = Math.floor(100 * (fraction ?? 0));
  const inner = el("div", {});
  inner.style.width = `${done}%`;
  return el("div", { class: "bar", role: "progressbar", "aria-label": "Done", "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": done }, inner);
}

/** The words are told to who does not see them when they change, the figures are not. */
function showProgress({ progress, runs }) {
  if (!progress) return;
  const box = document.getElementById("progress");
  if (box.childElementCount === 0) box.append(el("p", { class: "state", role: "status" }));
  const words = box.firstElementChild;
  const text = stateText(progress);
  if (words.textContent !== text) words.textContent = text;
  box.dataset.state = progress.state;
  box.replaceChildren(words, bar(progress), progressFacts(progress, list(runs)[0]));
  box.hidden = false;
}
