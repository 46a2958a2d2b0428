package dev.carousel.data.internal.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells the folder of a run of 'carousel train', which is no data, from other folders. */
public final class RunTraces {
  /**
   * Which of these a folder holds, if it is one that a run writes to: the lock, or the run file.
   */
  private static final String LOCK = ".run.lock";

  private static final String RUN_FILE = "run.json";
  private static final String RUN_FILE_START = "{\"carousel.run.format\"";

  private RunTraces() {}

  /** Whether a run writes, or wrote, to this folder. */
  public static boolean areIn(Path folder) throws IOException {
    Path file = folder.resolve(RUN_FILE);
    return Files.exists(folder.resolve(LOCK))
        || (Files.isRegularFile(file) && startsLikeARun(file));
  }

  private static boolean startsLikeARun(Path file) throws IOException {
    byte[] start = RUN_FILE_START.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(start, in.readNBytes(start.length));
    }
  }
}
