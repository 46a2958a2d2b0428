package dev.carousel.io.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataJsonTest {
  private record Part(int count, @Nullable Integer place, List<Map<String, double[]>> maps) {}

  private record Numbers(double[] values) {}

  @Test
  void numbersThatAreNotFiniteComeBack() throws JsonProcessingException {
    double[] values = {Double.NaN, Double.NEGATIVE_INFINITY, 0.1, -0.0};
    String json = MetadataJson.write(new Numbers(values), Numbers.class);
    assertArrayEquals(values, MetadataJson.read(json, Numbers.class).values());
  }

  @Test
  void whatMayBeNullIsSaidByTheReader() throws JsonProcessingException {
    String json = "{\"count\":1,\"place\":null,\"maps\":[]}";
    assertNull(MetadataJson.readNullable(json, Part.class).place());
    assertThrows(JsonProcessingException.class, () -> MetadataJson.read(json, Part.class));
    assertEquals(1, MetadataJson.read(json.replace("null", "2"), Part.class).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{\"count\":1,\"place\":2,\"maps\":[]} 1",
        "{\"count\":1,\"place\":2,\"maps\":[],\"more\":1}",
        "{\"count\":1,\"count\":1,\"place\":2,\"maps\":[]}",
        "{\"count\":1.5,\"place\":2,\"maps\":[]}",
        "{\"count\":\"1\",\"place\":2,\"maps\":[]}",
        "{\"count\":1,\"place\":2,\"maps\":[null]}",
        "{\"count\":1,\"place\":2,\"maps\":[{\"a\":null}]}",
        "{\"count\":1,\"place\":2,\"maps\":[{\"a\":[null]}]}",
        "{\"count\":99999999999,\"place\":2,\"maps\":[]}"
      })
  void whatIsNotExactlyTheRecordIsRefused(String json) {
    assertThrows(JsonProcessingException.class, () -> MetadataJson.readNullable(json, Part.class));
  }

  @Test
  void depthAndNumberOfValuesAreBounded() {
    String deep = "[".repeat(MetadataJson.DEEPEST + 1);
    refusedFor("nesting depth", deep, Object.class);
    refusedFor(
        "Token count", "[" + "0,".repeat((int) MetadataJson.MOST_TOKENS) + "0]", double[].class);
  }

  private static void refusedFor(String reason, String json, Class<?> type) {
    String message =
        assertThrows(JsonProcessingException.class, () -> MetadataJson.read(json, type))
            .getMessage();
    assertTrue(String.valueOf(message).contains(reason), message);
  }
}
