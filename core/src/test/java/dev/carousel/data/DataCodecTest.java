package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.data.table.Column;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableTargets;
import dev.carousel.data.tasks.TaskCodec;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCodecTest {
  @Test
  void everyKindComesBackEqual() {
    List<Column> columns = List.of(new Column("a", 0.1, 1.0 / 3), new Column("b \"q\"", -1e300, 1));
    for (DataCodec codec :
        List.of(
            new Vocabulary(new int[] {10, 97, 0x1F3A0}),
            new TableCodec(TableTargets.of("a"), columns, columns.subList(0, 1)),
            new TableCodec(TableTargets.of("a").withWindow(7).withAhead(3), columns, columns),
            new TaskCodec("adding", Map.of("length", "100", "valid", "10")))) {
      assertEquals(codec, DataCodec.fromJson(codec.toJson()));
    }
  }

  @Test
  void jsonIsReadableAndFixed() {
    assertEquals(
        "{\"kind\":\"text\",\"codePoints\":[10,97]}", new Vocabulary(new int[] {10, 97}).toJson());
    assertEquals(
        "{\"kind\":\"task\",\"id\":\"t\",\"options\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}}",
        new TaskCodec("t", Map.of("c", "3", "a", "1", "b", "2")).toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "[]",
        "{\"codePoints\":[1,2]}",
        "{\"kind\":\"java.lang.Runtime\"}",
        "{\"kind\":\"text\"}",
        "{\"kind\":\"text\",\"codePoints\":null}",
        "{\"kind\":\"text\",\"codePoints\":[2,1]}",
        "{\"kind\":\"text\",\"codePoints\":[1,2]} x",
        "{\"kind\":\"task\",\"id\":\"adding\",\"options\":null}",
        "{\"kind\":\"table\",\"forecast\":null,\"inputs\":[],\"targets\":[]}",
        "{\"kind\":\"task\",\"id\":null,\"options\":{}}",
        "{\"kind\":\"task\",\"id\":\"adding\",\"options\":{\"a\":null}}",
        "{\"kind\":\"table\",\"forecast\":{\"targets\":[\"a\"],\"ahead\":1,\"window\":2},"
            + "\"inputs\":[{\"name\":\"a\",\"mean\":0,\"sd\":0}],\"targets\":[]}",
        "{\"kind\":\"table\",\"forecast\":{\"targets\":[\"a\"],\"ahead\":1,\"window\":0},"
            + "\"inputs\":[],\"targets\":[]}"
      })
  void damagedJsonIsRefused(String json) {
    Refusal.of(
        json,
        () -> DataCodec.fromJson(json),
        "damaged",
        "one of the kinds of data: arrays, table, task, text",
        "copy");
  }

  @Test
  void nullInPlaceOfAValueIsToldAsThat() {
    String json = "{\"kind\":\"text\",\"codePoints\":null}";
    Refusal.of(json, () -> DataCodec.fromJson(json), "found:    null instead of a value");
  }

  @Test
  void vocabularyEncodesAndDecodes() {
    Vocabulary vocabulary = new Vocabulary(new int[] {'a', 'b', 0x1F3A0});
    assertEquals(4, vocabulary.size());
    assertEquals(3, vocabulary.unknown());
    assertArrayEquals(new int[] {1, 0, 2, 3}, vocabulary.encode("ba\uD83C\uDFA0?"));
    assertEquals("ba\uD83C\uDFA0\uFFFD", vocabulary.decode(1, 0, 2, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.decode(4));
  }

  @Test
  void vocabularyOutOfOrderIsRefused() {
    Refusal.of(() -> new Vocabulary(new int[] {}), "no vocabulary", "no symbols");
    Refusal.of(() -> new Vocabulary(new int[] {3, 3}), "ascending", "code point 3 at place 1");
    Refusal.of(() -> new Vocabulary(new int[] {1, 0x110000}), "code point 1114112 at place 1");
  }

  @Test
  void columnRestoresWhatItStandardised() {
    Column column = new Column("x", 10, 4);
    assertEquals(0.5, column.standardise(12));
    assertEquals(12, column.restore(0.5));
  }
}
