package dev.carousel.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
  private static final List<String> WORDS = List.of("lstm", "gru", "rnn", "gru-reset-before");

  @ParameterizedTest
  @CsvSource({
    "ltsm, lstm",
    "lsm, lstm",
    "LSTM, lstm",
    "lstmm, lstm",
    "gr, gru",
    "gru-reset-befor, gru-reset-before",
    "rn, rnn",
    "gru-reset, gru-reset-before",
    "transformer, ''",
  })
  void slipOfTheKeysFindsItsWord(String typed, String meant) {
    assertEquals(Optional.of(meant).filter(w -> !w.isEmpty()), NearestWord.of(typed, WORDS));
  }

  @Test
  void equallyNearWordsAreTakenInAlphabeticalOrder() {
    assertEquals(Optional.of("cat"), NearestWord.of("bat", List.of("hat", "cat")));
  }

  @Test
  void oneLetterIsNoSlipOfAnother() {
    assertEquals(Optional.empty(), NearestWord.of("x", List.of("a", "b")));
    assertEquals(Optional.of("A"), NearestWord.of("a", List.of("A", "b")));
    assertEquals(Optional.of("xy"), NearestWord.of("x", List.of("a", "xy")));
    assertEquals(Optional.of("ab"), NearestWord.of("ba", List.of("ab", "cd")));
  }

  @Test
  void hintNamesTheNearestOrAll() {
    assertEquals(
        "did you mean 'gru'? (valid: gru, gru-reset-before, lstm, rnn)",
        NearestWord.hint("gro", WORDS));
    assertEquals("one of: gru, gru-reset-before, lstm, rnn", NearestWord.hint("mamba", WORDS));
  }

  @Test
  void nothingIsNearAmongNothing() {
    assertTrue(NearestWord.of("lstm", List.of()).isEmpty());
    assertTrue(NearestWord.of("", WORDS).isEmpty());
  }

  @Test
  void wordsOfAnyLengthAreComparedInNoTime() {
    String endless = "l".repeat(20_000_000);
    assertTrue(NearestWord.of(endless, WORDS).isEmpty());
    assertTrue(NearestWord.of(endless, List.of("s".repeat(20_000_000))).isEmpty());
  }

  @Test
  void notAllOfVeryManyAreListed() {
    List<String> many = IntStream.range(0, 100_000).mapToObj(i -> "column" + i).toList();
    String hint = NearestWord.hint("mamba", many);
    assertTrue(hint.endsWith(", .."), hint);
    assertTrue(hint.length() < 2000, hint);
  }
}
