package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** A page of {@code diagnose} that is open, and the report that it should show. */
interface DiagnosisPage {
  FigurePage page();

  JsonNode report();

  @Test
  default void keysLookLikeWhatTheyName() {
    page().assertKeys();
  }
}
