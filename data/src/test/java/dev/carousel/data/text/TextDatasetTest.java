package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.data.Chunk;
import dev.carousel.data.ChunkFit;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextDatasetTest {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  @Test
  void rowsAreContiguousAndTargetsAreTheNextSymbols() {
    Epoch epoch = data(ALPHABET.substring(0, 12), 0).training().epoch(2, 3, 1, 0);
    // 11 predictions: a row of 6 (a to f) and one of 5 (g to k).
    assertEquals(2, epoch.size());
    assertSymbols("agbhci", "bhcidj", epoch.chunk(0));
    assertArrayEquals(new boolean[] {true, true}, epoch.chunk(0).fresh());
    assertNull(epoch.chunk(0).mask());
    Chunk last = epoch.chunk(1);
    assertSymbols("djekfa", "ekflga", last);
    assertArrayEquals(new boolean[] {true, true, true, true, true, false}, last.mask());
    assertArrayEquals(new boolean[] {false, false}, last.fresh());
    assertEquals(5, last.predictions());
    assertEquals(3, last.length(0));
    assertEquals(2, last.length(1));
  }

  @Test
  void everySymbolIsPredictedOnceInAPass() {
    Part part = data(ALPHABET, 0).training();
    for (int batch = 1; batch < 40; batch++) {
      for (int steps = 1; steps < 30; steps++) {
        Epoch epoch = part.epoch(batch, steps, 1, 0);
        int predictions = 0;
        for (int i = 0; i < epoch.size(); i++) {
          predictions += epoch.chunk(i).predictions();
        }
        assertEquals(part.symbols(), predictions);
      }
    }
  }

  @Test
  void chunkLongerThanTheTextTrainsOnTheText() {
    Epoch epoch = data("abcd", 0).training().epoch(1, 1000, 1, 0);
    assertEquals(1, epoch.size());
    assertSymbols("abc", "bcd", epoch.chunk(0));
  }

  @Test
  void shortTextMakesFewerRowsNotShorterOnes() {
    Epoch epoch = data(ALPHABET, 0).training().epoch(32, 10, 1, 0);
    assertEquals(2, epoch.size());
    assertEquals(2, epoch.chunk(0).rows());
    assertEquals(10, epoch.chunk(0).steps());
    assertSymbols("kxlyma", "lymzna", epoch.chunk(1));
  }

  @Test
  void shortTextSaysWhatItFills() {
    Part part = data("abcdefghij".repeat(10), 0).training();
    ChunkFit fit = ChunkFit.of(part, 32, 20);
    assertEquals("batch 4 instead of 32: 99 steps hold 4 rows of 20", fit.note());
    assertEquals(fit.rows(), part.epoch(32, 20, 1, 0).chunk(0).rows());
    assertEquals(fit.steps(), part.epoch(32, 20, 1, 0).chunk(0).steps());
  }

  @Test
  void textShorterThanAChunkIsOneRow() {
    Epoch epoch = data("abcd", 0).training().epoch(32, 64, 1, 0);
    assertEquals(1, epoch.size());
    assertEquals(1, epoch.chunk(0).rows());
    assertSymbols("abc", "bcd", epoch.chunk(0));
  }

  @Test
  void everySymbolButTheFirstIsPredictedInOnePart() {
    TextDataset data = data("abcdeabcde", 0.3);
    assertEquals(6, data.training().symbols());
    assertEquals(3, data.validation().symbols());
    assertSymbols("abcdea", "bcdeab", data.training().epoch(1, 99, 1, 0).chunk(0));
    Chunk validation = data.validation().epoch(1, 99, 1, 0).chunk(0);
    assertEquals("bcd", data.codec().decode(((Inputs.Symbols) validation.inputs()).ids()));
    assertEquals("cde", data.codec().decode(((Targets.Symbols) validation.targets()).ids()));
  }

  @Test
  void symbolsUnseenInTrainingAreOneUnknownSymbolAndCounted() {
    TextDataset data = data("ababababXYab", 0.34);
    assertEquals(2, data.unseen());
    assertEquals(3, data.shape().outputFeatures());
    Chunk chunk = data.validation().epoch(1, 99, 1, 0).chunk(0);
    assertEquals("b\uFFFD\uFFFDa", data.codec().decode(((Inputs.Symbols) chunk.inputs()).ids()));
  }

  @Test
  void nothingHeldBackMakesAnEmptyValidation() {
    Part validation = data("abc", 0).validation();
    assertEquals(0, validation.symbols());
    assertEquals(0, validation.epoch(4, 4, 1, 0).size());
  }

  @Test
  void otherTextIsReadWithAModelsVocabulary() {
    Vocabulary vocabulary = data("abcabc", 0).codec();
    TextDataset other = text("cab!").withVocabulary(vocabulary);
    assertEquals(vocabulary, other.codec());
    assertEquals(1, other.unseen());
    assertEquals(0, other.training().symbols());
    assertEquals(3, other.validation().symbols());
    Chunk chunk = other.validation().epoch(1, 99, 1, 0).chunk(0);
    assertArrayEquals(new int[] {2, 0, 1}, ((Inputs.Symbols) chunk.inputs()).ids());
    assertArrayEquals(new int[] {0, 1, 3}, ((Targets.Symbols) chunk.targets()).ids());
  }

  @Test
  void evaluationTextMayRepeatOneSymbol() {
    Vocabulary vocabulary = data("ab", 0).codec();
    assertEquals(2, text("aaa").withVocabulary(vocabulary).validation().symbols());
  }

  @Test
  void shareOutOfBoundsIsRefused() {
    for (double share : new double[] {-0.1, 1, 1.5, Double.NaN}) {
      Refusal.of(() -> data("abc", share), "share", "less than 1", String.valueOf(share), "0.1");
    }
  }

  @Test
  void partsThatAreTooShortAreRefused() {
    Refusal.of(() -> data("abcde", 0.9), "training part", "too short", "0 of the text's 5");
    Refusal.of(() -> data("abcde", 0.1), "validation part", "1 of the text's 5", "longer text");
  }

  @Test
  void chunksOfNoRowsOrStepsAreRefused() {
    Part part = data("abc", 0).training();
    Refusal.of(() -> part.epoch(0, 4, 1, 0), "batch size", "at least 1", "found:    0");
    Refusal.of(() -> part.epoch(4, -3, 1, 0), "bptt", "at least 1", "found:    -3");
  }

  @Test
  void chunkOutsideTheEpochIsRefused() {
    Epoch epoch = data("abc", 0).training().epoch(1, 1, 1, 0);
    assertThrows(IndexOutOfBoundsException.class, () -> epoch.chunk(2));
  }

  @Test
  void descriptionNamesTheTextAndItsSizes() {
    assertEquals(
        "text novel: 7 symbols to train, 3 to validate, 5 distinct",
        data("abcdeabcde", 0.3).description());
  }

  private static void assertSymbols(String inputs, String targets, Chunk chunk) {
    assertArrayEquals(ids(inputs), ((Inputs.Symbols) chunk.inputs()).ids());
    assertArrayEquals(ids(targets), ((Targets.Symbols) chunk.targets()).ids());
  }

  private static int[] ids(String letters) {
    return letters.chars().map(letter -> letter - 'a').toArray();
  }

  private static TextDataset data(String text, double valid) {
    return text(text).split(valid);
  }

  private static Text text(String text) {
    return Text.read("novel", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
