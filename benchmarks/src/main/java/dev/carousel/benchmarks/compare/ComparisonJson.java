package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.worker.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison as a document: numbers in milliseconds, null where there is none. */
final class ComparisonJson {
  private ComparisonJson() {}

  /** The whole document. */
  static Map<String, Object> document(ComparisonResult result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("command", "compare");
    document.put("threads", result.plan().threads());
    document.put("rounds", result.plan().rounds());
    document.put("warmUp", result.plan().warmUp());
    document.put("seconds", result.plan().seconds());
    document.put("java", Runtime.version().toString());
    document.put("peakGflops", result.peakGflops());
    List<Map<String, Object>> results = new ArrayList<>();
    for (Block block : result.blocks()) {
      block.entries().forEach(entry -> results.add(entry(result, block, entry)));
    }
    document.put("results", results);
    return document;
  }

  private static Map<String, Object> entry(ComparisonResult result, Block block, Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    Shape shape = entry.subject().shape();
    double floor = result.floorMillis(entry.subject());
    json.put("kind", entry.subject().kind().name().toLowerCase(Locale.ROOT));
    json.put("cell", entry.subject().cell());
    json.put("batch", shape.batch());
    json.put("steps", shape.steps());
    json.put("input", shape.input());
    json.put("units", shape.units());
    json.put("contender", entry.contender());
    json.put("version", entry.version().orElse(null));
    json.put("millis", entry.millis());
    json.put("perSecond", entry.perSecond());
    json.put("leastMillis", entry.leastMillis());
    json.put("roundsMillis", entry.measurements().stream().map(Measurement::medianMillis).toList());
    json.put("runs", entry.runs());
    json.put("overCarousel", block.overCarousel(entry));
    json.put("floorMillis", floor);
    json.put("overFloor", entry.millis() / floor);
    json.put("compileSeconds", entry.compileSeconds());
    json.put("outputError", entry.largestOutputError());
    json.put("gradientError", entry.largestGradientError());
    json.put("failed", entry.failure().orElse(null));
    json.put("notOffered", entry.refusal().orElse(null));
    return json;
  }
}
