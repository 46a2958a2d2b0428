package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page of {@code diagnose} that is open, and the report that it should show. */
interface DiagnosisPage {
  FigurePage page();

  JsonNode report();

  @Test
  default void keysLookLikeWhatTheyName() {
    page().assertKeys();
    Stream.of("gradient-by-lag", "norm-ratios", "lyapunov", "drift", "attribution", "losses")
        .forEach(page()::assertLegend);
  }
}
