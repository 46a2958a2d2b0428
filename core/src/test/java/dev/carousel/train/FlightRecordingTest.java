package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Allocation;
import dev.carousel.internal.events.CheckpointEvent;
import dev.carousel.internal.events.UpdateEvent;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training tells Java Flight Recorder, read back from a recording. */
class FlightRecordingTest {
  private static final String PREFIX = "dev.carousel.";

  @TempDir private Path work = Path.of("");

  private Map<String, List<RecordedEvent>> recorded(Runnable training) throws IOException {
    Path file = work.resolve("training.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      training.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith(PREFIX))
        .collect(
            Collectors.groupingBy(
                event -> event.getEventType().getName().substring(PREFIX.length())));
  }

  @Test
  void everyUpdateValidationAndCheckpointIsRecorded() throws IOException {
    List<Progress> updates = new ArrayList<>();
    List<Checkpoint.ValidationPoint> validations = new ArrayList<>();
    List<Boolean> best = new ArrayList<>();
    List<Checkpoint> checkpoints = new ArrayList<>();
    TrainingListener told =
        new TrainingListener() {
          @Override
          public void updated(Progress progress) {
            updates.add(progress);
          }

          @Override
          public void validated(Checkpoint.ValidationPoint point, boolean isBest) {
            validations.add(point);
            best.add(isBest);
          }

          @Override
          public void checkpoint(Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
          }
        };
    var events = recorded(() -> Setup.ofUpdates(7).with(told).trainer().run());

    List<RecordedEvent> made = events.getOrDefault("Update", List.of());
    assertEquals(7, made.size());
    for (int i = 0; i < 7; i++) {
      assertEquals(i, made.get(i).getLong("update"));
      assertEquals(updates.get(i).gradientNorm(), made.get(i).getDouble("gradientNorm"));
      assertTrue(made.get(i).getDouble("loss") > 0);
      assertEquals(false, made.get(i).getBoolean("skipped"));
      assertTrue(made.get(i).getDuration().toNanos() > 0);
    }
    assertEquals(validations.size(), events.getOrDefault("Validation", List.of()).size());
    for (int i = 0; i < validations.size(); i++) {
      RecordedEvent event = events.getOrDefault("Validation", List.of()).get(i);
      assertEquals(validations.get(i).update(), event.getLong("update"));
      assertEquals(validations.get(i).validLoss(), event.getDouble("validLoss"));
      assertEquals(validations.get(i).trainLoss(), event.getDouble("trainLoss"));
      assertEquals(best.get(i), event.getBoolean("best"));
    }
    assertEquals(checkpoints.size(), events.getOrDefault("Checkpoint", List.of()).size());
    assertEquals(
        checkpoints.stream().map(saved -> saved.counters().updates()).toList(),
        events.getOrDefault("Checkpoint", List.of()).stream()
            .map(event -> event.getLong("update"))
            .toList());
    assertEquals(List.of("Carousel"), made.get(0).getEventType().getCategoryNames());
    assertEquals("Gradient Norm", made.get(0).getEventType().getField("gradientNorm").getLabel());
  }

  @Test
  void theFirstNonFiniteUpdateIsRecordedWithItsCause() throws IOException {
    List<Long> first = new ArrayList<>();
    TrainingListener told =
        new TrainingListener() {
          @Override
          public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
            first.add(failed.update());
          }
        };
    Trainer explodes = Setup.ofUpdates(20).withRate(1e300).with(told).trainer();
    var events = recorded(() -> assertThrows(CarouselException.class, explodes::run));
    assertEquals(1, events.getOrDefault("NonFinite", List.of()).size());
    RecordedEvent event = events.getOrDefault("NonFinite", List.of()).get(0);
    assertEquals(first.get(0), event.getLong("update"));
    double loss = event.getDouble("loss");
    double norm = event.getDouble("gradientNorm");
    assertTrue(!Double.isFinite(loss) || !Double.isFinite(norm), event.toString());
    assertNotNull(event.getString("layer"));
    assertNotNull(event.getString("equation"));
  }

  @Test
  void anUpdateThatAHookSkipsIsRecordedAsSkipped() throws IOException {
    var events = recorded(() -> Setup.ofUpdates(3).with(Hooks.skipping(1)).trainer().run());
    assertEquals(
        List.of(false, true, false),
        events.getOrDefault("Update", List.of()).stream()
            .map(event -> event.getBoolean("skipped"))
            .toList());
  }

  /** Also after a recording: from then on the recorder is there, and nothing listens. */
  @Test
  void withoutARecordingNothingIsAllocated() throws IOException {
    recorded(() -> Setup.ofUpdates(1).trainer().run());
    assertNull(UpdateEvent.begun());
    assertEquals(0, Allocation.least(0, FlightRecordingTest::tellOfThousand));
  }

  private static void tellOfThousand() {
    for (int i = 0; i < 1000; i++) {
      UpdateEvent.made(UpdateEvent.begun(), i, 0.5, 1, false);
      CheckpointEvent.made(CheckpointEvent.begun(), i);
    }
  }
}
