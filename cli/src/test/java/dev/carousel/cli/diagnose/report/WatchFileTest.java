package dev.carousel.cli.diagnose.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "\u00FF\u00FF{}",
        "{\"runs\":[{\"clipping\":1}]}",
        "{\"runs\":[{\"clipping\":{\"updates\":[1],\"before\":[]}}]}"
      })
  void aDamagedFileIsRefused(String json) throws IOException {
    RunFolder run = new RunFolder(folder);
    Files.write(run.flow(), json.getBytes(StandardCharsets.ISO_8859_1));
    Refusal error = Refusal.of(() -> WatchFile.read(run));
    String message = error.message();
    for (String part :
        new String[] {
          "The training's record", "expected:", "found:", "where:", run.flow().toString()
        }) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aRunThatWasNotWatchedHasNone() throws IOException {
    assertEquals(Optional.empty(), WatchFile.read(new RunFolder(folder)));
    Files.writeString(folder.resolve("flow.json"), "{\"runs\":[{}]}");
    assertEquals(Optional.empty(), WatchFile.read(new RunFolder(folder)));
  }
}
