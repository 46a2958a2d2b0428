package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.Targets.Moment;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.fixture.Letters;
import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the kind that core has, and one that a module beside it brings. */
class DataCodecTest {
  private static final List<Letters.Scale> SCALES =
      List.of(new Letters.Scale("a", 0.1, 1.0 / 3), new Letters.Scale("b \"q\"", -1e300, 1));

  @Test
  void everyKindComesBackEqual() {
    for (DataCodec codec :
        List.of(
            Letters.of("\nab\u00E9"),
            new Letters("ab", null, SCALES, Map.of()),
            new Letters("ab", 7, SCALES.subList(0, 1), Map.of("length", "100", "valid", "10")),
            new ArraysCodec(new DataShape(false, 3, true, 2, Moment.END)))) {
      assertEquals(codec, DataCodec.fromJson(codec.toJson()));
    }
  }

  @Test
  void jsonIsReadableAndFixed() {
    assertEquals(
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":null,\"scales\":[],"
            + "\"options\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}}",
        new Letters("ab", null, List.of(), Map.of("c", "3", "a", "1", "b", "2")).toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "[]",
        "{\"letters\":\"ab\",\"window\":1,\"scales\":[],\"options\":{}}",
        "{\"kind\":null,\"letters\":\"ab\",\"window\":1,\"scales\":[],\"options\":{}}",
        "{\"kind\":\"letters\"}",
        "{\"kind\":\"letters\",\"letters\":null,\"window\":1,\"scales\":[],\"options\":{}}",
        "{\"kind\":\"letters\",\"letters\":\"\",\"window\":1,\"scales\":[],\"options\":{}}",
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":1,\"scales\":[],\"options\":{}} x",
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":1,\"scales\":[],\"options\":null}",
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":1,\"scales\":null,\"options\":{}}",
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":1,\"scales\":[null],\"options\":{}}",
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":1,\"scales\":[],"
            + "\"options\":{\"a\":null}}",
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":1,"
            + "\"scales\":[{\"name\":\"a\",\"mean\":null,\"sd\":1}],\"options\":{}}",
        "{\"kind\":\"letters\",\"letters\":\"ab\",\"window\":1,"
            + "\"scales\":[{\"name\":\"a\",\"mean\":1}],\"options\":{}}",
        "{\"kind\":\"arrays\",\"read\":null}"
      })
  void damagedJsonIsRefused(String json) {
    Refusal.of(
        json,
        () -> DataCodec.fromJson(json),
        "damaged",
        "one of the kinds of data: arrays, letters",
        "copy");
  }

  /** The names of kinds are looked up; no class is ever loaded by its name. */
  @ParameterizedTest
  @ValueSource(strings = {"java.lang.Runtime", "text", "dev.carousel.fixture.Letters", ""})
  void aKindThatNoModuleBringsIsNamed(String kind) {
    String json = "{\"kind\":\"" + kind + "\",\"codePoints\":[1,2]}";
    Refusal.of(
        json,
        () -> DataCodec.fromJson(json),
        "The model's kind of data is unknown.",
        "a kind of data whose module is on the class path: arrays, letters",
        "the kind '" + kind + "'",
        "add the module that has this kind to the class path",
        "carousel-data");
  }

  @Test
  void nullInPlaceOfAValueIsToldAsThat() {
    String json =
        "{\"kind\":\"letters\",\"letters\":null,\"window\":1,\"scales\":[],\"options\":{}}";
    Refusal.of(json, () -> DataCodec.fromJson(json), "found:    null instead of a value");
  }

  @Test
  void howFarAheadTheTargetLiesIsSaidByTheCodec() {
    assertEquals(1, Letters.of("ab").ahead());
    assertEquals(0, new ArraysCodec(new DataShape(false, 3, true, 2, Moment.END)).ahead());
  }
}
