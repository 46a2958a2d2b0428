package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The kernel tests run several times, in vectors of several widths. Here each run makes sure of its
 * own, which the build passes beside the flag that sets it.
 */
class KernelWidthTest {
  private static final String WIDEST = "512";

  @Test
  void vectorsAreAsWideAsThisRunAsksFor() {
    int asked = Integer.parseInt(System.getProperty("carousel.test.vectorBits", WIDEST));
    String name = KernelProvider.best().name();
    assertTrue(name.startsWith("vector-"), name + ": surefire passes the flag");
    int found = Integer.parseInt(name.substring("vector-".length()));
    assertTrue(found <= asked, name);
    if (asked < Integer.parseInt(WIDEST) && System.getProperty("os.arch").equals("amd64")) {
      assertEquals(asked, found, "every machine of this kind that runs vectors has these");
    }
  }
}
