package dev.carousel.cli.replay;

import dev.carousel.nonfinite.FirstCause;
import dev.carousel.nonfinite.FirstCause.Operand;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A replay as JSON. */
final class ReplayJson {
  private ReplayJson() {}

  /** The document; the value that was found, which JSON has no number for, is told in words too. */
  static Map<String, ?> of(Replay replay) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("command", "replay");
    json.put("reproduced", replay.isReproduced());
    json.put("finding", replay.found().map(ReplayJson::finding).orElse(null));
    json.put("recorded", replay.stored().cause().map(ReplayJson::finding).orElse(null));
    json.put("loss", replay.stored().failed().loss());
    json.put("gradientNorm", replay.stored().failed().gradientNorm());
    return json;
  }

  private static Map<String, @Nullable Object> finding(FirstCause cause) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("update", cause.update());
    json.put("layer", cause.layer());
    json.put("pass", cause.pass().name().toLowerCase(Locale.ROOT));
    json.put("time", cause.time());
    json.put("row", cause.row());
    json.put("equation", cause.equation());
    json.put("operation", cause.operation());
    json.put("element", cause.element());
    json.put("operands", cause.operands().stream().map(ReplayJson::operand).toList());
    json.put("value", cause.value());
    json.put("found", Double.toString(cause.value()));
    return json;
  }

  private static Map<String, Object> operand(Operand operand) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", operand.name());
    json.put("value", operand.value());
    return json;
  }
}
