package dev.carousel.interop.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;
import org.tensorflow.hadoop.util.TFRecordReader;
import org.tensorflow.util.Event;
import org.tensorflow.util.SessionLog;

/** Event files are read by TensorFlow's own reader, which checks the checksums. */
class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_500_000_000_250L), ZoneOffset.UTC);

  @TempDir private Path folder;

  private static List<Event> read(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      TFRecordReader reader = new TFRecordReader(in, true);
      for (byte[] record = reader.read(); record != null; record = reader.read()) {
        events.add(Event.parseFrom(record));
      }
    }
    return events;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private Summary.Value onlyValue(Event event) {
    assertEquals(1, event.getSummary().getValueCount());
    return event.getSummary().getValue(0);
  }

  @Test
  void curvesAreReadBack() throws IOException {
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      file.scalar("loss/train", 10, 1.5);
      file.scalar("loss/valid", 300_000_000_000L, Double.NaN);
    }
    List<Event> events = read(files().get(0));
    assertEquals(3, events.size());
    assertEquals("brain.Event:2", events.get(0).getFileVersion());
    assertEquals(1_500_000_000.25, events.get(1).getWallTime());
    assertEquals(10, events.get(1).getStep());
    assertEquals("loss/train", onlyValue(events.get(1)).getTag());
    assertEquals(1.5f, onlyValue(events.get(1)).getSimpleValue());
    assertEquals(300_000_000_000L, events.get(2).getStep());
    assertTrue(Float.isNaN(onlyValue(events.get(2)).getSimpleValue()));
  }

  @Test
  void histogramCountsEachNumberOnce() throws IOException {
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      file.histogram("gate", 1, 0, 1, 2, 30, Double.POSITIVE_INFINITY);
    }
    HistogramProto found = onlyValue(read(files().get(0)).get(1)).getHisto();
    assertEquals(0, found.getMin());
    assertEquals(30, found.getMax());
    assertEquals(4, found.getNum());
    assertEquals(33, found.getSum());
    assertEquals(905, found.getSumSquares());
    assertEquals(30, found.getBucketLimitCount());
    for (int i = 0; i < 30; i++) {
      double expected = i == 0 ? 2 : i == 1 || i == 29 ? 1 : 0; // 0 and 1; 2; 30
      assertEquals(i + 1, found.getBucketLimit(i), 1e-12);
      assertEquals(expected, found.getBucket(i), "up to " + (i + 1));
    }
  }

  @Test
  void numbersThatAreAllTheSameHaveOneBucket() throws IOException {
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      file.histogram("same", 1, -2, -2, -2);
      file.histogram("none", 1, Double.NaN);
    }
    List<Event> events = read(files().get(0));
    assertEquals(2, events.size());
    HistogramProto found = onlyValue(events.get(1)).getHisto();
    assertEquals(List.of(-2.0), found.getBucketLimitList());
    assertEquals(List.of(3.0), found.getBucketList());
  }

  @Test
  void everyNumberOfAnyRangeIsCounted() throws IOException {
    double[] values = {-1e308, -1e-308, 0, 1e-9, 1e308};
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      file.histogram("wide", 1, values);
    }
    HistogramProto found = onlyValue(read(files().get(0)).get(1)).getHisto();
    assertEquals(values.length, found.getBucketList().stream().mapToDouble(n -> n).sum());
    assertEquals(1e308, found.getBucketLimit(29));
  }

  @Test
  void aRunThatGoesOnSaysFromWhere() throws IOException {
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      file.goOnFrom(200);
    }
    Event event = read(files().get(0)).get(1);
    assertEquals(200, event.getStep());
    assertEquals(SessionLog.SessionStatus.START, event.getSessionLog().getStatus());
  }

  @Test
  void filesOfTheSameSecondStandBesideEachOther() throws IOException {
    for (int i = 0; i < 3; i++) {
      EventFile.in(folder, CLOCK).close();
    }
    assertEquals(3, files().size());
    String name = files().get(0).getFileName().toString();
    assertTrue(name.startsWith("events.out.tfevents.1500000000."), name);
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "text");
    for (Path folder : new Path[] {file, file.resolve("below")}) {
      Refusal.of(
          folder.equals(file) ? "" : "a folder below a file",
          () -> EventFile.in(folder, CLOCK),
          "events for TensorBoard cannot be written",
          "found:    " + file + " is a file",
          "where:    " + folder,
          "name another folder");
    }
  }
}
