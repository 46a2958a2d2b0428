package dev.carousel.data.internal.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.frame.Wanted;
import dev.carousel.data.source.csv.CsvSource;
import dev.carousel.data.text.Text;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** No source of data begins to read what may have no end, or no beginning. */
class DevicesTest {
  private static List<Executable> reading(Path path) {
    return List.of(
        () -> Text.read(path), () -> CsvSource.sniffing().read(path, Wanted.everything()));
  }

  @Test
  @Timeout(60)
  void aDeviceIsRefused() {
    Path endless = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(endless));
    reading(endless)
        .forEach(
            read ->
                Refusal.of(read, "a device or a pipe", "a file, whose size", "/dev/zero", "try:"));
  }

  /** Opening a pipe waits for somebody to write into it. */
  @Test
  @Timeout(60)
  void aPipeIsRefused(@TempDir Path folder) throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
    reading(pipe).forEach(read -> Refusal.of(read, "a device or a pipe", pipe.toString()));
  }
}
