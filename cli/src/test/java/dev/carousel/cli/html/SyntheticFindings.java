package dev.carousel.cli.html;

import static dev.carousel.cli.html.Nodes.object;
import static dev.carousel.cli.html.Nodes.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.html.SyntheticReport.Kind;
import java.util.Locale;

/** What was found in a run, and what became of trying to mend it. */
final class SyntheticFindings {
  private SyntheticFindings() {}

  static void addTo(ObjectNode run, Kind kind) {
    switch (kind.index()) {
      case 0 -> exploding(run);
      case 1 -> vanishing(run);
      default -> cancelling(run);
    }
  }

  private static ObjectNode finding(String rule, String title, String confidence, String state) {
    ObjectNode node = object().put("rule", rule).put("title", title);
    return node.put("confidence", confidence).put("layer", "layer0").put("subject", state);
  }

  private static ObjectNode prescription(String change, String reason, String promise) {
    return object().put("change", change).put("reason", reason).put("promise", promise);
  }

  private static ObjectNode measure(
      String name, String unit, double before, double after, boolean improved) {
    ObjectNode node = object().put("name", name).put("unit", unit);
    node.put("before", before).put("after", after).put("improved", improved);
    return node.put("outcome", improved ? "better, as promised" : "no significant change");
  }

  private static void exploding(ObjectNode run) {
    ObjectNode finding = finding("exploding", "The gradient explodes", "high", "h");
    finding.set(
        "evidence",
        words(
            "growth per step 0.0450, 95 % interval 0.0440 to 0.0460, over lags 0 to 100",
            "largest Lyapunov exponent 0.045 nats per step",
            "9 of 200 updates were clipped to a sixth of their norm"));
    finding
        .putArray("prescriptions")
        .add(
            prescription(
                "--hook clip-norm:max=1",
                "bounds every update; the gradient itself still grows",
                "gradient norm"))
        .add(
            prescription(
                "--cell rnn:init=orthogonal,gain=0.96",
                "takes the growth of one step out of the matrix",
                "growth per step"));
    ((ObjectNode) finding.at("/prescriptions/0")).put("verdict", "helped");
    ((ObjectNode) finding.at("/prescriptions/1")).put("verdict", "worse").put("refuted", true);
    run.putArray("findings").add(finding);
    run.put("tried", "1 of the 2 changes lowered the validation loss: --hook clip-norm:max=1.");
    ObjectNode clip = cure("exploding", "--hook clip-norm:max=1", 2.75, 2.71, "helped");
    clip.putArray("measures")
        .add(measure("growth per step", "nats per step", 0.045, 0.012, true))
        .add(measure("largest norm", "", 8.4, 1.0, true));
    ObjectNode gain =
        cure("exploding", "--cell rnn:init=orthogonal,gain=0.96", 2.75, 2.79, "worse");
    gain.putArray("measures")
        .add(measure("growth per step", "nats per step", 0.045, -0.038, true))
        .add(measure("horizon", "steps", 100, 26, false));
    run.putArray("cures").add(clip).add(gain);
    next(run, "--hook clip-norm:max=1", clip.get("summary").textValue());
  }

  private static void vanishing(ObjectNode run) {
    ObjectNode finding =
        finding("vanishing", "The gradient vanishes along the cell state", "high", "c");
    finding.set(
        "evidence",
        words(
            "horizon 20.8 steps, where 100 are asked for",
            "forget gates stand at 0.94 on average: a time-scale of 16 steps"));
    finding
        .putArray("prescriptions")
        .add(
            prescription(
                "--cell lstm:forget-bias=4.6",
                "opens the forget gates: 1/e is left along the cell state at lag 100",
                "horizon"))
        .add(
            prescription(
                "--cell lstm:chrono=100",
                "gates start on time-scales spread up to 100 steps",
                "horizon"));
    ObjectNode drift = finding("drifting", "The cell state drifts", "medium", "c");
    drift.set("evidence", words("its norm grows by 0.61 % of its mean with every step"));
    drift
        .putArray("prescriptions")
        .add(
            prescription(
                "--cell lstm:coupled=true", "what is written is taken from what is kept", "drift"));
    ((ObjectNode) drift.at("/prescriptions/0")).put("now", 0.0061).put("unit", "share per step");
    ((ObjectNode) finding.at("/prescriptions/0")).putNull("now").putNull("unit");
    run.putArray("findings").add(finding).add(drift);
    ObjectNode bias = cure("vanishing", "--cell lstm:forget-bias=4.6", 2.705, 2.64, "helped");
    bias.putArray("measures")
        .add(measure("growth per step", "nats per step", -0.048, -0.011, true))
        .add(measure("horizon", "steps", 20.8, 90.9, true));
    ObjectNode chunks = cure("short-truncation", "--bptt 101", 2.705, 2.69, "not judged");
    ObjectNode cosine = measure("cosine of the truncated gradient", "cosine", 0.7, 0, false);
    cosine.putNull("after").putNull("improved");
    chunks.putArray("measures").add(cosine);
    run.putArray("cures").add(bias).add(chunks);
    next(run, "--cell lstm:forget-bias=4.6", bias.get("summary").textValue());
  }

  private static void cancelling(ObjectNode run) {
    ObjectNode finding = finding("cancelling", "The steps' contributions cancel", "low", "h");
    finding.set("evidence", words("of r.Wh, 12 % of what the steps ask for is kept in their sum"));
    finding
        .putArray("prescriptions")
        .add(prescription("--batch 64", "averages over more sequences", "kept share"));
    run.putArray("findings").add(finding);
    run.putArray("cures");
    next(run, "--batch 64", "averages over more sequences");
  }

  private static void next(ObjectNode run, String change, String reason) {
    ((ObjectNode) run.get("verdict")).putObject("next").put("change", change).put("reason", reason);
  }

  private static ObjectNode cure(
      String finding, String change, double before, double after, String verdict) {
    ObjectNode node = object().put("finding", finding).put("change", change).put("seeds", 3);
    node.putArray("findings").add(finding);
    node.put("validLossBefore", before).put("validLossAfter", after);
    node.put("notFiniteBefore", 0).put("notFiniteAfter", 0);
    double difference = after - before;
    node.put("lossDifference", difference);
    node.putArray("lossCi95").add(1.4 * difference).add(0.6 * difference);
    node.put("verdict", verdict).put("helped", verdict.equals("helped"));
    if (verdict.equals("not judged")) {
      node.putNull("helped");
    }
    String percent = String.format(Locale.ROOT, "%+.1f %%", 100 * difference / before);
    return node.put("summary", verdict + ": loss " + percent);
  }
}
