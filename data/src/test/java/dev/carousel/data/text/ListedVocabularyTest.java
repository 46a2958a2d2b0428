package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.DataCodec;
import dev.carousel.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The characters of a network of another framework, in its order. */
class ListedVocabularyTest {
  @Test
  void theListIsItsOrderAndHasNoUnknownSymbol() {
    Vocabulary vocabulary = Vocabulary.listed(List.of("c", "a", "b"));
    assertEquals(3, vocabulary.size());
    assertEquals(3, vocabulary.shape().orElseThrow().outputFeatures());
    assertArrayEquals(new int[] {1, 2, 0}, vocabulary.encode("abc"));
    assertEquals("cab", vocabulary.decode(0, 1, 2));
    assertEquals(vocabulary, DataCodec.fromJson(vocabulary.toJson()));
  }

  @Test
  void anotherCharacterIsRefusedUnlessASymbolStandsForIt() {
    Refusal.of(
        "a text with a character that the listed vocabulary lacks",
        () -> Vocabulary.listed(List.of("a", "b")).encode("abz"),
        "a character that the network does not know",
        "the 2 symbols",
        "'z'");
    assertArrayEquals(
        new int[] {1, 2, 0}, Vocabulary.listed(List.of("<unk>", "a", "b")).encode("abz"));
  }

  @Test
  void aSymbolTwiceIsRefused() {
    Refusal.of(
        "a listed vocabulary with a symbol twice",
        () -> Vocabulary.listed(List.of("a", "a")),
        "The vocabulary is invalid",
        "'a'");
  }
}
