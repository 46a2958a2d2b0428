package dev.carousel.fuzz;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.source.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Any bytes as a compressed table. */
public final class GzipFuzz {
  private GzipFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(GzipFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("frame.csv.gz", input, GzipFuzz::check);
  }

  private static void check(Path file) throws IOException {
    Frame frame = Frames.read(file, Wanted.everything()).frame();
    Hostile.require(frame.rows() > 0, frame.rows() + " rows");
    if (Hostile.isThorough()) {
      Path plain = file.resolveSibling("unpacked.csv");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        Files.write(plain, in.readAllBytes());
      }
      Frame same = Frames.read(plain, Wanted.everything()).frame();
      Hostile.require(same.names().equals(frame.names()), same.names());
      Hostile.require(same.rows() == frame.rows(), same.rows());
    }
  }
}
