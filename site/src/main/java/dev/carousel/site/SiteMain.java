package dev.carousel.site;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the site: {@code SiteMain PROJECT FOLDER}. */
public final class SiteMain {
  private SiteMain() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("Expected the project's folder and that of the site.");
    }
    Site.read(Path.of(arguments[0])).write(Path.of(arguments[1]));
  }
}
