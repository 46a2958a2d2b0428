package dev.carousel.train.run;

import dev.carousel.fixture.LongSequence;
import java.util.LinkedHashMap;
import java.util.Map;

/** What runs are begun with, for tests. */
final class RunFiles {
  private RunFiles() {}

  static RunFile of(String text, String seed) {
    var data = LongSequence.ofLetters(text, 0);
    Map<String, String> options = new LinkedHashMap<>();
    options.put("units", "8");
    options.put("seed", seed);
    options.put("text", "books/d'été.txt");
    return new RunFile(options, 1200, data.identity(), data.codec());
  }
}
