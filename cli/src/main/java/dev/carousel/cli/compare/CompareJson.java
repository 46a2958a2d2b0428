package dev.carousel.cli.compare;

import dev.carousel.Version;
import dev.carousel.cli.diagnose.report.Report.Finding;
import dev.carousel.cli.diagnose.report.Report.State;
import dev.carousel.cli.text.Look;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON. What is not there, was not measured or has no end is null. */
final class CompareJson {
  /** Words for whoever shows the document, which can show any character. */
  private static final FigureText TEXT =
      new FigureText(new Look(Look.plain().width(), false, true));

  private CompareJson() {}

  /** The document. */
  static Map<String, ?> of(Comparison comparison) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("carousel", Version.current());
    json.put("command", "compare");
    json.put("before", side(comparison.before()));
    json.put("after", side(comparison.after()));
    json.put("differences", comparison.differences());
    json.put("networks", comparison.pairs().stream().map(pair -> pair(comparison, pair)).toList());
    json.put("onlyBefore", comparison.onlyBefore().stream().map(NetworkPair::name).toList());
    json.put("onlyAfter", comparison.onlyAfter().stream().map(NetworkPair::name).toList());
    return json;
  }

  private static Map<String, ?> side(Comparison.Side side) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", side.file().toString());
    json.put("carousel", side.report().carousel());
    json.put("date", side.report().date());
    json.put("commandLine", side.report().commandLine());
    json.put("seed", side.report().seed());
    json.put("data", side.report().data());
    json.put("lag", side.report().lag());
    return json;
  }

  private static Map<String, ?> pair(Comparison comparison, NetworkPair pair) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("before", pair.before().cell());
    json.put("after", pair.after().cell());
    json.put("match", pair.match().name().toLowerCase(Locale.ROOT));
    json.put("notes", pair.notes());
    json.put(
        "quantities", comparison.quantities(pair).stream().map(CompareJson::quantity).toList());
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("gone", findings(pair.gone()));
    findings.put("new", findings(pair.added()));
    findings.put("unchanged", findings(pair.unchanged()));
    json.put("findings", findings);
    json.put("gradients", pair.curves().stream().map(CompareJson::curve).toList());
    return json;
  }

  private static Map<String, ?> quantity(Quantity quantity) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("quantity", quantity.criterion().key());
    json.put("name", quantity.criterion().words());
    json.put("unit", quantity.criterion().unit());
    json.put("layer", quantity.layer());
    json.put("subject", quantity.subject());
    json.put("lag", quantity.lag());
    json.put("before", value(quantity.before()));
    json.put("after", value(quantity.after()));
    json.put("beforeText", TEXT.of(quantity, quantity.before()));
    json.put("afterText", TEXT.of(quantity, quantity.after()));
    json.put("beforeInterval", interval(quantity.before()));
    json.put("afterInterval", interval(quantity.after()));
    json.put("change", quantity.change());
    json.put("pValue", quantity.pValue());
    json.put("trend", quantity.trend().word());
    return json;
  }

  private static Object value(Figure figure) {
    return figure.word() == null ? figure.value() : figure.word();
  }

  private static @Nullable List<Double> interval(Figure figure) {
    return figure.hasInterval() ? List.of(figure.low(), figure.high()) : null;
  }

  private static List<Map<String, ?>> findings(List<Finding> findings) {
    List<Map<String, ?>> all = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("rule", finding.rule());
      json.put("title", finding.title());
      json.put("layer", finding.layer());
      json.put("subject", finding.subject());
      all.add(json);
    }
    return all;
  }

  private static Map<String, ?> curve(NetworkPair.Curve curve) {
    List<Double> before = gradient(curve.before());
    List<Double> after = gradient(curve.after());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", curve.layer());
    json.put("state", curve.state());
    json.put("lags", IntStream.range(0, Math.max(before.size(), after.size())).boxed().toList());
    json.put("before", before);
    json.put("after", after);
    return json;
  }

  private static List<Double> gradient(@Nullable State state) {
    double[] gradient = state == null ? null : state.gradient();
    return gradient == null ? List.of() : DoubleStream.of(gradient).boxed().toList();
  }
}
