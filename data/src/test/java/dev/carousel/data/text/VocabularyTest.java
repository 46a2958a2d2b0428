package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.data.DataCodec;
import dev.carousel.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  @Test
  void comesBackEqual() {
    DataCodec codec = Vocabulary.ofChars(10, 97, 0x1F3A0);
    assertEquals(codec, DataCodec.fromJson(codec.toJson()));
  }

  @Test
  void jsonIsReadableAndFixed() {
    assertEquals("{\"kind\":\"text\",\"codePoints\":[10,97]}", Vocabulary.ofChars(10, 97).toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"codePoints\":[1,2]}",
        "{\"kind\":\"text\"}",
        "{\"kind\":\"text\",\"codePoints\":null}",
        "{\"kind\":\"text\",\"codePoints\":[2,1]}",
        "{\"kind\":\"text\",\"codePoints\":[1,2]} x"
      })
  void damagedJsonIsRefused(String json) {
    Refusal.of(
        json,
        () -> DataCodec.fromJson(json),
        "damaged",
        "one of the kinds of data: arrays, bytes, symbols, table, task, text, words",
        "copy");
  }

  @Test
  void nullInPlaceOfAValueIsToldAsThat() {
    String json = "{\"kind\":\"text\",\"codePoints\":null}";
    Refusal.of(json, () -> DataCodec.fromJson(json), "found:    null instead of a value");
  }

  @Test
  void encodesAndDecodes() {
    Vocabulary vocabulary = Vocabulary.ofChars('a', 'b', 0x1F3A0);
    assertEquals(4, vocabulary.size());
    assertEquals(3, vocabulary.unknown());
    assertEquals(1, vocabulary.ahead());
    assertArrayEquals(new int[] {1, 0, 2, 3}, vocabulary.encode("ba\uD83C\uDFA0?"));
    assertEquals("ba\uD83C\uDFA0\uFFFD", vocabulary.decode(1, 0, 2, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.decode(4));
  }

  @Test
  void symbolsOutOfOrderAreRefused() {
    Refusal.of(() -> Vocabulary.ofChars(), "vocabulary is invalid", "no symbols");
    Refusal.of(() -> Vocabulary.ofChars(3, 3), "ascending", "3 at place 1");
    Refusal.of(() -> Vocabulary.ofChars(1, 0x110000), "1114112 at place 1");
  }
}
