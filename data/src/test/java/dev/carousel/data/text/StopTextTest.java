package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopTextTest {
  @ParameterizedTest
  @CsvSource({
    "end, a|b|e|n|d|c, true, a|b",
    "end, a|e|n|x|e|n|d, true, a|enx",
    "aab, a|a|a|b|c, true, a",
    "end, the end.|more, true, 'the '",
    "end, a|e|n, false, a|en",
    "e, a|e, true, a",
    "'', a|b, false, a|b",
    "xyz, xyxy|z|q, true, xy"
  })
  void nothingIsPassedOnFromTheStop(String stop, String pieces, boolean isReached, String passed) {
    List<String> written = new ArrayList<>();
    StopText text = new StopText(stop, written::add);
    List.of(pieces.split("\\|")).forEach(text::accept);
    text.end();
    assertEquals(isReached, text.isReached());
    assertEquals(List.of(passed.split("\\|")), written);
  }
}
