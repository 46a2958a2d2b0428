// Follows a run: asks its server for the report, again and again, and draws what is new.

const PAUSE = 1000;

/** Drawing takes about a fifth of the time, and less where that would be a long rest. */
const REST = 4;
const LONGEST_REST = 4000;

/** So many questions in a row without an answer, and the run is given up. */
const TRIES = 3;

function pause(millis) {
  return new Promise((done) => setTimeout(done, millis));
}

/** The newest report and its tag; null if there is none yet. Fails without an answer. */
async function ask(tag) {
  const answer = await fetch("report.json", { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
  if (answer.status === 304 || answer.status === 503) return null; // nothing new, or too many ask
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return { report: await answer.json(), tag: answer.headers.get("ETag") };
}

let newest = report;
let drawn = report;
let isDrawing = false;

/** Draws the newest report, and then again if there is a newer one by then. */
async function drawNewest() {
  if (isDrawing) return;
  isDrawing = true;
  while (drawn !== newest) {
    const next = newest;
    const began = performance.now();
    if (JSON.stringify(next.runs) !== JSON.stringify(drawn.runs)) {
      renew(next);
      while (waiting.length > 0) {
        paintSome();
        await pause(0);
      }
    }
    drawn = next;
    await pause(Math.min(LONGEST_REST, REST * (performance.now() - began)));
  }
  isDrawing = false;
}

function stateTitle({ state, fraction }) {
  return state === "training" ? percent(Math.floor(100 * (fraction ?? 0)) / 100) : capital(state);
}

function lost() {
  const box = document.getElementById("progress");
  box.dataset.state = "ended";
  box.querySelector(".state").textContent = "Ended: the run does not answer any more; its folder holds the last figures";
  document.title = `Ended · ${title(newest)}`;
}

/** Where the run stands is shown at once; the figures follow when there is time to draw. */
function hear(report) {
  newest = report;
  showProgress(report);
  document.title = `${stateTitle(report.progress)} · ${title(report)}`;
  drawNewest();
}

async function follow() {
  let tag = null;
  let misses = 0;
  while (newest.progress.state !== "ended") {
    await pause(PAUSE);
    try {
      const news = await ask(tag);
      misses = 0;
      if (!news) continue;
      tag = news.tag;
      hear(news.report);
    } catch (unanswered) {
      if (++misses === TRIES) return lost();
    }
  }
}

document.getElementById("colophon").textContent =
  `A run of carousel train with seed ${report.seed}${settingsOf(report)}, during training. The page gets its data only from the run on this machine.`;
document.documentElement.dataset.live = "true";
follow();
