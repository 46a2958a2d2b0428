package dev.carousel.benchmarks.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.gallery.StripMeter.When;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StripMeterTest {
  @TempDir Path work;

  /** An IRNN starts from the identity, so its exponent is that of its active units: 0. */
  @Test
  void aCellIsMeasuredBeforeAndAfterTraining() {
    Path file = work.resolve("cells.csv");
    MeasuredFigures figures = MeasuredFigures.read(file);
    figures.put("irnn", "start gradient of a state that is gone", 1);
    figures.put("irnn", "speed 64,100,128,256", 7);
    try (Session session = Session.open(new GlobalOptions())) {
      new StripMeter(session, 3).measure("irnn", figures);
    }
    figures.write();

    MeasuredFigures read = MeasuredFigures.read(file);
    for (When when : When.values()) {
      double[] gradient = read.numbers("irnn", when.gradient() + "h");
      assertEquals(StripMeter.LENGTH, gradient.length);
      assertEquals(1, gradient[0]);
      double growth = read.number("irnn", when.growth() + "h");
      assertEquals(Math.log(gradient[StripMeter.LAG]) / StripMeter.LAG, growth, 0.02);
    }
    assertEquals(0, read.number("irnn", When.START.exponent()), 1e-5);
    assertEquals("open", read.word("irnn", When.START.parallel()));
    assertTrue(
        read.number("irnn", When.START.exponent()) != read.number("irnn", When.TRAINED.exponent()));
    assertTrue(read.number("irnn", StripMeter.LOSS) > 0.3);
    double[] exponent = read.numbers("irnn", When.TRAINED.exponent());
    assertTrue(exponent[1] < exponent[0] && exponent[0] < exponent[2]);
    assertEquals(7, read.number("irnn", "speed 64,100,128,256"));
    assertTrue(!read.hasAny("start gradient of"));
  }
}
