package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that writes events: what they hold, and that nothing else differs. */
class TensorBoardTest {
  private static final List<String> TAGS =
      List.of(
          "loss/train",
          "loss/valid",
          "grad/norm",
          "grad/clipped-share",
          "speed/predictions-per-second",
          "flow/horizon/layer0.h",
          "flow/horizon/layer1.c",
          "time-scale/layer0.c",
          "gate/layer1.forget");

  @TempDir private Path work;

  private Answer train(String run, String... more) {
    String[] data = {"--text", Samples.text(work).toString(), "--layers", "2"};
    return Answer.to(
        Samples.train(
            work.resolve(run),
            Stream.of(data, more).flatMap(Arrays::stream).toArray(String[]::new)));
  }

  private byte[] model(String run) {
    return Samples.bytes(work.resolve(run).resolve("model.safetensors"));
  }

  private List<String> events() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("events"))) {
      return files.sorted().map(TensorBoardTest::text).toList();
    }
  }

  /** Tags are plain text in the file; the module interop tests the format. */
  private static String text(Path file) {
    return new String(Samples.bytes(file), StandardCharsets.ISO_8859_1);
  }

  private static int count(String tag, String text) {
    return text.split(tag, -1).length - 1;
  }

  @Test
  void eventsChangeNoBitOfTheModel() throws IOException {
    String[] plan = {"--updates", "25", "--evaluate-every", "10", "--dropout", "0.2"};
    train("alone", plan).succeeded();
    String[] folder = {"--tensorboard", work.resolve("events").toString()};
    train("shown", Stream.of(plan, folder).flatMap(Arrays::stream).toArray(String[]::new))
        .succeeded();
    assertArrayEquals(model("alone"), model("shown"));
    String found = events().get(0);
    TAGS.forEach(tag -> assertTrue(count(tag, found) > 0, tag));
    assertEquals(3, count("loss/train", found), "after updates 1, 10 and 20");
    assertEquals(3, count("loss/valid", found), "after updates 10, 20 and 25");
    assertEquals(2, count("flow/horizon/layer0.h", found), "after updates 1 and 21");
  }

  @Test
  void aResumedRunGoesOnInANewFile() throws IOException {
    String[] folder = {"--tensorboard", work.resolve("events").toString()};
    train("run", "--updates", "10", folder[0], folder[1]).succeeded();
    Answer.to(
            "train",
            "--out",
            work.resolve("run").toString(),
            "--resume",
            "--updates",
            "20",
            folder[0],
            folder[1])
        .succeeded();
    List<String> found = events();
    assertEquals(2, found.size());
    assertEquals(1, count("loss/train", found.get(1)), "after update 20");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefusedBeforeTheRun() throws IOException {
    Path file = Files.writeString(work.resolve("taken"), "text");
    train("run", "--updates", "5", "--tensorboard", file.toString())
        .failed(1, "events for TensorBoard", "taken");
    assertTrue(Files.notExists(work.resolve("run")));
  }
}
