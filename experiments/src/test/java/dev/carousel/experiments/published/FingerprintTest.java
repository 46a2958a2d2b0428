package dev.carousel.experiments.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Catalogue CATALOGUE = Catalogue.read();

  /** Whatever decides the outcomes or the verdict is in the fingerprint, and nothing else is. */
  @Test
  void theFingerprintIsOfWhatWasFixedBeforehand() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode fashion = json.valueToTree(CATALOGUE.get("fashion-rows"));
    JsonNode trigger = json.valueToTree(CATALOGUE.get("trigger"));
    String before = fingerprint(trigger);
    assertEquals(64, before.length());
    assertEquals(before, CATALOGUE.get("trigger").fingerprint());
    for (String words : List.of("/name", "/title", "/ours", "/source/place", "/published/words")) {
      assertEquals(before, fingerprint(changed(trigger, words, "other")), words);
    }
    assertEquals(before, fingerprint(changed(trigger, "/budget/seconds", 1)));
    Map<String, Object> fixed = new LinkedHashMap<>();
    fixed.put("/task", "trigger:lag=51");
    fixed.put("/arms/0/settings/units", "9");
    fixed.put("/arms/0/name", "other");
    fixed.put("/arms/0/claim", "OPEN");
    fixed.put("/criterion/metric", "f1");
    fixed.put("/criterion/aim", "SMALLER");
    fixed.put("/criterion/bound", 0.98);
    fixed.put("/criterion/learntLoss", 0.06);
    fixed.put("/orderings/0/by", "UPDATES");
    fixed.put("/budget/batch", 21);
    fixed.put("/budget/updates", 601);
    fixed.put("/budget/validations", 12);
    fixed.put("/budget/seeds", 6);
    for (Map.Entry<String, Object> one : fixed.entrySet()) {
      JsonNode other = changed(trigger, one.getKey(), one.getValue());
      if (one.getKey().equals("/arms/0/name")) {
        other = changed(other, "/orderings/0/better", "other");
      }
      assertNotEquals(before, fingerprint(other), one.getKey());
    }
    String images = fingerprint(fashion);
    String file = "/files/sha256/train-images-idx3-ubyte.gz";
    assertNotEquals(images, fingerprint(changed(fashion, file, "0")));
    assertNotEquals(images, fingerprint(changed(fashion, "/files/settings/group", "other")));
  }

  private static String fingerprint(JsonNode result) throws IOException {
    return new ObjectMapper().treeToValue(result, PublishedResult.class).fingerprint();
  }

  private static JsonNode changed(JsonNode result, String path, Object value) {
    JsonNode copy = result.deepCopy();
    int end = path.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) copy.at(path.substring(0, end));
    assertTrue(parent.has(path.substring(end + 1)), path);
    parent.set(path.substring(end + 1), new ObjectMapper().valueToTree(value));
    return copy;
  }
}
