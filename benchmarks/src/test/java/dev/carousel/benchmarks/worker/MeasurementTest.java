package dev.carousel.benchmarks.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final Measurement DONE =
      new Measurement(null, "torch 2", 1.5, 1.25, 40, 1e-6, 2e-6, 45.5);

  @Test
  void lineIsFoundAmongWhatALibraryPrints() {
    List<String> lines =
        List.of("Loaded 3 kernels", "{not json", DONE.toJson(), "{\"a\": 1}", "bye");
    assertEquals(Optional.of(DONE), Measurement.find(lines));
  }

  @Test
  void lineOfTheScriptIsUnderstood() {
    String line =
        "{\"version\": \"torch 2.13\", \"medianMillis\": 1.5, \"leastMillis\": 1.25, \"runs\": 40,"
            + " \"outputError\": 1e-06, \"gradientError\": 0.0, \"unknown\": []}";
    assertEquals(
        Optional.of(new Measurement(null, "torch 2.13", 1.5, 1.25, 40, 1e-6, 0, null)),
        Measurement.find(List.of(line)));
  }

  @Test
  void reasonAloneIsEnough() {
    assertEquals(
        Optional.of(Measurement.failure("not timed")),
        Measurement.find(List.of("{\"failed\": \"not timed\"}")));
  }

  @Test
  void lineWithoutTimesIsNone() {
    assertEquals(Optional.empty(), Measurement.find(List.of("{\"version\": \"torch\"}")));
    assertEquals(Optional.empty(), Measurement.find(List.of()));
  }

  @Test
  void jobSurvivesItsJourney() {
    Job job = new Job("djl", "/tmp/a b.safetensors", 2, 0.5, 3, 1e-4, List.of("x", "y"));
    assertEquals(job, Job.parse(job.toJson()));
  }
}
