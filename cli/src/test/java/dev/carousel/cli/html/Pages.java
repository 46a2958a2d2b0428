package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Pages to open in a browser, and what stands in them. */
final class Pages {
  private Pages() {}

  static Path write(Path folder, String name, ObjectNode report) {
    try {
      return Files.writeString(
          folder.resolve(name + ".html"), HtmlReport.ofJson(Page.REPORT, report.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script of the tests. */
  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number between 0.001 and 1000 with so many significant digits. */
  static String rounded(JsonNode number, int digits) {
    BigDecimal value = number.decimalValue().round(new MathContext(digits));
    return value.stripTrailingZeros().toPlainString();
  }
}
