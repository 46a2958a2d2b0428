package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /** So that a line is known again from figure to figure, and never by its colour alone. */
  @Test
  default void eachNetworkHasOneColourAndMarkAndEachOfItsStatesOwnDashes() {
    List<List<String>> ofNetworks = new ArrayList<>();
    for (Named network : Named.networks(report())) {
      List<List<String>> looks = page().looks(network.name());
      assertTrue(looks.size() >= 5, () -> network.name() + ": " + looks);
      List<List<String>> marks = looks.stream().map(l -> l.subList(2, 4)).distinct().toList();
      assertEquals(1, marks.size(), () -> network.name() + ": " + looks);
      ofNetworks.add(marks.get(0));
      List<String> dashes =
          looks.stream()
              .filter(l -> l.get(0).equals("gradient-by-lag"))
              .map(l -> l.get(4))
              .toList();
      assertEquals("solid", dashes.get(0), network.name());
      assertEquals(dashes.size(), Set.copyOf(dashes).size(), () -> network.name() + ": " + dashes);
    }
    List<String> colours = ofNetworks.stream().map(look -> look.get(0)).toList();
    assertEquals(colours.size(), Set.copyOf(colours).size(), colours::toString);
    assertEquals(
        colours.size(), Set.copyOf(ofNetworks.stream().map(l -> l.get(1)).toList()).size());
    assertEquals(colours, page().swatches("#verdict .cards > .card h3"));
  }
}
