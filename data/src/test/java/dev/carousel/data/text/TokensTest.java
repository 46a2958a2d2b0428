package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.DataCodec;
import dev.carousel.data.Inputs;
import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of bytes and words. */
class TokensTest {
  private static Text text(String text, Tokens tokens) {
    return Text.read(
        "novel", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), tokens);
  }

  private static List<String> split(String text) {
    Split split = Split.of(Tokens.WORDS, text.codePoints().toArray());
    return Arrays.stream(split.places()).mapToObj(split.symbols()::get).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "It was the best=It| was| the| best",
        "don't stop=don't| stop",
        "it\u2019s 'quoted'=it\u2019s| '|quoted|'",
        "one, two.=one|,| two|.",
        "a  b=a| | b",
        "end =end| ",
        "na\u00EFve e\u0301t=na\u00EFve| e\u0301t",
        "\uD83C\uDFA0s 42nd=\uD83C\uDFA0|s| 42nd",
        "well-known (so)=well|-|known| (|so|)"
      })
  void wordsHoldTheSpaceBeforeThem(String text, String words) {
    assertEquals(List.of(words.split("\\|")), split(text));
  }

  @Test
  void lineEndsAreSymbolsOfTheirOwn() {
    assertEquals(List.of("a", "\n", "b", "\n", "\n", " c"), split("a\nb\n\n c"));
  }

  @Test
  void aWordWithoutEndIsCut() {
    assertEquals(List.of("a".repeat(100), "a".repeat(50)), split("a".repeat(150)));
  }

  @ParameterizedTest
  @EnumSource(Tokens.class)
  void symbolsJoinedAreTheText(Tokens tokens) {
    RandomGenerator random = RandomStreams.stream(1, "tokens");
    int[] some = "ab' ,\n\u2019\u0301\u20AC\uD83C\uDFA0".codePoints().toArray();
    for (int round = 0; round < 200; round++) {
      StringBuilder written = new StringBuilder("ab");
      for (int i = 0; i < 30; i++) {
        written.appendCodePoint(some[random.nextInt(some.length)]);
      }
      TextDataset data = text(written.toString(), tokens).split(0, VocabularyLimit.NONE);
      int[] ids = data.codec().encode(written.toString());
      assertEquals(written.toString(), data.codec().decode(ids), tokens::toString);
      assertEquals(ids.length - 1, data.training().symbols());
      assertEquals(data.codec(), DataCodec.fromJson(data.codec().toJson()));
    }
  }

  @Test
  void theMostFrequentWordsAreInTheVocabulary() {
    Text text = text("b a b c b a d", Tokens.WORDS); // "b" once without a space
    assertEquals(List.of(" a", " b"), text.split(0, new VocabularyLimit(10, 2)).codec().symbols());
    assertEquals(
        List.of(" a", " b", " c"), text.split(0, new VocabularyLimit(3, 1)).codec().symbols());
    assertEquals(3, text.split(0, new VocabularyLimit(2, 2)).unseen());
    assertEquals(
        "text novel: 7 words to train, 0 to validate, 2 in the vocabulary",
        text.split(0).description());
  }

  @Test
  void onlyTheTrainingPartIsCounted() {
    Text text = text("a b a b c c c c c c", Tokens.WORDS);
    assertEquals(
        List.of(" b", " a", "a"), text.split(0.6, new VocabularyLimit(9, 1)).codec().symbols());
  }

  @Test
  void rareCharactersCanBeLeftOut() {
    TextDataset data = text("abcabcabd", Tokens.CHARS).split(0, new VocabularyLimit(2, 1));
    assertEquals(List.of("a", "b"), data.codec().symbols());
    assertEquals(3, data.unseen());
  }

  @Test
  void bytesAreReadAsTheyAre(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("some"), new byte[] {0, -1, '\r', '\n', 0});
    TextDataset data = Text.read(folder, Tokens.BYTES).split(0);
    assertEquals(List.of("\0", "\n", "\r", "\u00FF"), data.codec().symbols());
    Inputs.Symbols read = (Inputs.Symbols) data.training().epoch(1, 9, 1, 0).chunk(0).inputs();
    assertArrayEquals(new int[] {0, 3, 2, 1}, read.ids());
    assertEquals(5, Text.read(file, Tokens.BYTES).symbols());
    Refusal.of(() -> Text.read(file, Tokens.WORDS), "NUL");
  }

  @Test
  void bytesBecomeCharactersWhenTheyAreWhole() {
    Vocabulary vocabulary = text("\u20ACx", Tokens.BYTES).split(0).codec();
    int[] euro = vocabulary.encode("\u20AC");
    assertEquals(3, euro.length);
    assertEquals("\u20AC", vocabulary.decode(euro));
    assertEquals("\uFFFDx", vocabulary.decode(euro[0], vocabulary.id("x")));
    assertEquals("\uFFFD\uFFFD", vocabulary.decode(euro[0], vocabulary.unknown()));
    assertEquals("\uFFFD", vocabulary.decode(euro[0], euro[1]));
  }

  @Test
  void jsonSaysWhatTheSymbolsAre() {
    assertEquals(
        "{\"kind\":\"words\",\"words\":[\"a\",\" b\"]}",
        Vocabulary.ofWords(List.of("a", " b")).toJson());
    assertEquals(
        "{\"kind\":\"bytes\",\"codePoints\":[97,98]}",
        text("ab", Tokens.BYTES).split(0).codec().toJson());
  }

  @Test
  void damagedVocabulariesAreRefused() {
    for (String json :
        List.of(
            "{\"kind\":\"words\",\"codePoints\":[97,98]}",
            "{\"kind\":\"words\",\"words\":[\"a\",\"a\"]}",
            "{\"kind\":\"words\",\"words\":[\"\"]}",
            "{\"kind\":\"bytes\",\"codePoints\":[97,256]}",
            "{\"kind\":\"text\",\"words\":[\"a\"]}")) {
      Refusal.of(json, () -> DataCodec.fromJson(json), "damaged");
    }
  }

  @Test
  void limitsThatLeaveTooFewSymbolsAreRefused() {
    Text text = text("a b c d", Tokens.WORDS);
    Refusal.of(
        () -> text.split(0),
        "vocabulary would hold fewer than 2 words",
        "each at least 2 times",
        "none",
        "lower minimum count");
    Refusal.of(() -> text.split(0, new VocabularyLimit(1, 1)), "fewer than 2 words", "' b' alone");
    Refusal.of(() -> new VocabularyLimit(0, 1), "vocabulary is out of range", "at least 1");
    Refusal.of(() -> new VocabularyLimit(1, 0), "minimum count is out of range", "at least 1");
  }
}
