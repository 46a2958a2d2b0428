package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;

/** Reports in files, and what compare answers to two of them. */
abstract class ComparedFiles {
  static final Schema SCHEMA = Schema.of("comparison.schema.json");

  @TempDir Path folder = Path.of("");

  final Answer compare(ObjectNode before, ObjectNode after, String... more) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.add(ComparedReports.write(folder.resolve("before.json"), before).toString());
    all.add(ComparedReports.write(folder.resolve("after.json"), after).toString());
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0])).succeeded();
  }

  final JsonNode json(ObjectNode before, ObjectNode after) {
    JsonNode json = compare(before, after, "--json", "-").json();
    assertEquals(Set.of(), SCHEMA.faults(json));
    return json;
  }

  static JsonNode quantity(JsonNode json, String name) {
    return StreamSupport.stream(json.at("/networks/0/quantities").spliterator(), false)
        .filter(quantity -> quantity.get("quantity").textValue().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + json));
  }

  static String trend(JsonNode json, String name) {
    return quantity(json, name).get("trend").textValue();
  }

  static ObjectNode better() {
    return ComparedReports.with(
        ComparedReports.of("lstm"),
        0,
        run -> {
          run.put("validLoss", 2.4).put("parameters", 1300);
          ((ObjectNode) run.get("clipping")).put("clippedShare", 0.1);
          ((ObjectNode) run.get("truncation")).put("shortest", 4);
          ObjectNode state = ComparedReports.state(run);
          ComparedReports.array(state, "carousel", 1, 0.4, 0.2, 0.1, 0.05);
          ComparedReports.array(state, "growthCi95", -0.02, 0.0);
          state.put("growthPerStep", -0.01).put("horizon", 100).put("verdict", "steady");
          state.put("meanLag", 2);
          ObjectNode layer = ComparedReports.layer(run);
          ComparedReports.array((ObjectNode) layer.get("lyapunov"), "exponents", -0.05);
          ComparedReports.array((ObjectNode) layer.at("/timeScales/0"), "steps", 3, 40, 5);
          ComparedReports.array((ObjectNode) layer.at("/gates/0"), "left", 0, 0, 0);
          ComparedReports.array((ObjectNode) layer.at("/stateUse/0"), "left", 0, 0, 0);
          ((ObjectNode) layer.at("/stateUse/0")).put("drift", -0.01).put("deadUnits", 0);
          layer.put("spectralRadius", 1.1);
          run.putArray("findings");
        });
  }
}
