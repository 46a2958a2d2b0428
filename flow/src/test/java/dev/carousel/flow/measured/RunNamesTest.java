package dev.carousel.flow.measured;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunNamesTest {
  @Test
  void shortCellsAreTheirNames() {
    assertEquals(List.of("rnn", "lstm:chrono=9"), names(15, "rnn", "lstm:chrono=9"));
  }

  @Test
  void optionsThatTellCellsApartAreKept() {
    assertEquals(
        List.of("lstm", "lstm:chrono=100", "rnn:init=orthogonal,gain=1.5"),
        names(28, "lstm", "lstm:chrono=100", "rnn:init=orthogonal,gain=1.5"));
    assertEquals(
        List.of("lstm:chrono=100", "lstm:chrono=200"),
        names(
            28,
            "lstm:chrono=100,coupled=true,peepholes=true",
            "lstm:chrono=200,coupled=true,peepholes=true"));
  }

  @Test
  void asFewOptionsAsTellApartWhereAllAreTooLong() {
    assertEquals(
        List.of("rnn", "lstm"),
        names(15, "rnn:init=orthogonal,gain=1.5", "lstm:peepholes=true,coupled=true"));
    assertEquals(
        List.of("lstm", "lstm:chrono=100"), names(15, "lstm", "lstm:chrono=100,peepholes=true"));
  }

  @Test
  void namesThatWouldBeTheSameAreNumbered() {
    assertEquals(List.of("#1 lstm", "#2 lstm"), names(28, "lstm", "lstm"));
  }

  private static List<String> names(int longest, String... cells) {
    return RunNames.ofCells(List.of(cells), longest);
  }
}
