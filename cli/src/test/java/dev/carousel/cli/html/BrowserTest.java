package dev.carousel.cli.html;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a browser of their own. They are skipped where there is none. */
abstract class BrowserTest {
  static final int WIDE = 1280;

  @TempDir static Path folder = Path.of("");
  static Chromium chromium;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.startOrSkip();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }
}
