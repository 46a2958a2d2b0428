package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchTest {
  private static final String[] SMALL = {
    "bench", "--batch", "3", "--steps", "4", "--input", "5", "--units", "6", "--seconds", "0.01"
  };

  @Test
  void jsonHasTheKeysOfTheContract() {
    JsonNode json =
        Answer.to(with("--cell", "gru", "--threads", "1", "--json", "-")).succeeded().json();
    assertEquals("bench", json.at("/command").textValue());
    assertEquals("gru", json.at("/cell").textValue());
    assertEquals(
        List.of(3, 4, 5, 6, 1),
        List.of("batch", "steps", "input", "units", "threads").stream()
            .map(key -> json.at("/" + key).intValue())
            .toList());
    for (String key : List.of("trainMillis", "inferMillis", "streamMicros", "gflops")) {
      assertTrue(json.at("/" + key).doubleValue() > 0, json.toString());
    }
    assertTrue(json.at("/kernels").isTextual(), json.toString());
  }

  @Test
  void figuresAreToldWithTheirUnits() {
    String out = Answer.to(with("--cell", "lstm:peepholes=true")).succeeded().out();
    assertTrue(out.contains("One layer of lstm:peepholes=true, 6 units, 5 inputs"), out);
    assertTrue(out.lines().anyMatch(l -> l.matches(" +training +[\\d.,]+ ms .*GFLOP/s")), out);
    assertTrue(out.lines().anyMatch(l -> l.matches(" +streaming +[\\d.,]+ us .*")), out);
  }

  @Test
  void wrongRequestsAreRefused() {
    Answer.to("bench", "--cell", "lstn").failed(2, "no cell 'lstn'", "did you mean 'lstm'?");
    Answer.to("bench", "--units", "0").failed(2, "number of units", "at least 1", "0");
    Answer.to("bench", "--seconds", "-1").failed(2, "seconds of a benchmark", "positive", "-1");
    Answer.to("bench", "--threads", "0").failed(2, "from 1 to 1024", "--threads 0");
  }

  private static String[] with(String... more) {
    return Stream.concat(Arrays.stream(SMALL), Arrays.stream(more)).toArray(String[]::new);
  }
}
