package dev.carousel.train.run;

import dev.carousel.data.text.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What runs are begun with, for tests. */
final class RunFiles {
  private RunFiles() {}

  static RunFile of(String text, String seed) {
    var data =
        Text.read("text", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).split(0);
    Map<String, String> options = new LinkedHashMap<>();
    options.put("units", "8");
    options.put("seed", seed);
    options.put("text", "books/d'été.txt");
    return new RunFile(options, 1200, data.identity(), data.codec());
  }
}
