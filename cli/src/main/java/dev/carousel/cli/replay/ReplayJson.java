package dev.carousel.cli.replay;

import dev.carousel.flow.nonfinite.FirstCause;
import dev.carousel.flow.nonfinite.FirstCause.Operand;
import java.util.LinkedHashMap;
import java.util.List;
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
    json.put("operands", operands(cause.operands()));
    json.put("value", cause.value());
    json.put("found", Double.toString(cause.value()));
    return json;
  }

  private static List<Map<String, Object>> operands(List<Operand> operands) {
    return operands.stream()
        .map(operand -> Map.<String, Object>of("name", operand.name(), "value", operand.value()))
        .toList();
  }
}
