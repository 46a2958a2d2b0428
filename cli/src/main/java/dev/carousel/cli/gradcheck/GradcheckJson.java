package dev.carousel.cli.gradcheck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results of gradient checks as JSON. */
final class GradcheckJson {
  private GradcheckJson() {}

  /** The document; an error that is not finite, or of a cell that failed, becomes null. */
  static Map<String, ?> of(List<CellCheck> checks) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", "gradcheck");
    json.put("cells", checks.stream().map(GradcheckJson::cell).toList());
    return json;
  }

  private static Map<String, ?> cell(CellCheck check) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("cell", check.cell());
    json.put("maxRelativeError", check.maxRelativeError());
    json.put("passed", check.passed());
    json.put("compared", check.compared());
    json.put("worst", check.worst().isEmpty() ? null : check.worst());
    json.put("error", check.error());
    return json;
  }
}
