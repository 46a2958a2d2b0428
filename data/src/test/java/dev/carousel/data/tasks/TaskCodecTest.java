package dev.carousel.data.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.DataCodec;
import dev.carousel.refusal.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskCodecTest {
  @Test
  void comesBackEqual() {
    DataCodec codec = new TaskCodec("adding", Map.of("length", "100", "valid", "10"));
    assertEquals(codec, DataCodec.fromJson(codec.toJson()));
    assertEquals(0, codec.ahead());
  }

  @Test
  void jsonIsReadableAndFixed() {
    assertEquals(
        "{\"kind\":\"task\",\"id\":\"t\",\"options\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}}",
        new TaskCodec("t", Map.of("c", "3", "a", "1", "b", "2")).toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"task\",\"id\":\"adding\",\"options\":null}",
        "{\"kind\":\"task\",\"id\":null,\"options\":{}}",
        "{\"kind\":\"task\",\"id\":\"adding\",\"options\":{\"a\":null}}"
      })
  void damagedJsonIsRefused(String json) {
    Refusal.of(
        json,
        () -> DataCodec.fromJson(json),
        "damaged",
        "one of the kinds of data: arrays, bytes, symbols, table, task, text, words",
        "copy");
  }
}
