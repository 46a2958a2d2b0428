package dev.carousel.cli.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each number of a chapter against its formula, written down once more. */
class ChaptersTest {
  private static final double ROUNDING = 1e-12;
  private static final Engine ENGINE = Engines.reference();

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static void assertClose(double expected, double found, String what) {
    assertEquals(expected, found, ROUNDING * Math.max(1e-3, Math.abs(expected)), what);
  }

  @Test
  void statesFollowTheirEquationAndSharesSumToTheGradient() {
    StateChapter.Measured m = StateChapter.measure(ENGINE);
    double up = 0;
    double down = 0;
    double derivative = 0;
    for (int t = 0; t < StateChapter.STEPS; t++) {
      double before = up;
      up = Math.tanh(0.9 * up + (t == 0 ? 1 : 0.2));
      down = Math.tanh(0.9 * down + (t == 0 ? -1 : 0.2));
      derivative = (1 - up * up) * (before + 0.9 * derivative);
      assertClose(up, m.up()[t], "up " + t);
      assertClose(down, m.down()[t], "down " + t);
    }
    assertClose(derivative, m.gradient(), "gradient");
    assertClose(derivative, m.sumOfShares(), "sum of shares");
    assertEquals(2, m.parameters());
    assertTrue(m.shareOfLast(3) > 0.8, "the early steps add little, as the text says");
  }

  @Test
  void gradientsOfOneWeightAreItsPowers() {
    List<PowerChapter.Measured> all = PowerChapter.measure(ENGINE);
    assertEquals(5, all.size());
    for (PowerChapter.Measured m : all) {
      for (int k = 0; k <= 100; k++) {
        assertClose(Math.exp(k * Math.log(m.w())), m.gradient()[k], "w = " + m.w() + ", lag " + k);
      }
      assertTrue(m.error() < ROUNDING, () -> m.w() + ": " + m.error());
    }
    assertEquals(0.01, Math.pow(0.95, PowerChapter.onePercent(0.95)), ROUNDING);
  }

  @Test
  void gradientsOfAMatrixAreThoseOfItsPowers() {
    for (MatrixChapter.Measured m : MatrixChapter.measure(ENGINE)) {
      double[] w = m.example().entries();
      double[] state = new double[2];
      double[][] slopes = new double[MatrixChapter.STEPS][2];
      for (int t = 0; t < MatrixChapter.STEPS; t++) {
        double drive = m.example().tanh() ? 1 : 0;
        double a = w[0] * state[0] + w[1] * state[1] + drive;
        double b = w[2] * state[0] + w[3] * state[1] + drive;
        state = m.example().tanh() ? new double[] {Math.tanh(a), Math.tanh(b)} : new double[2];
        slopes[t] = new double[] {1 - state[0] * state[0], 1 - state[1] * state[1]};
      }
      double[] g = {1, 0};
      for (int k = 0; k <= MatrixChapter.STEPS; k++) {
        double norm = Math.hypot(g[0], g[1]);
        assertEquals(norm, m.gradient()[k], 1e-9 * norm, m.example().name() + ", lag " + k);
        assertTrue(norm <= Math.pow(m.largestSingularValue(), k) * (1 + 1e-9), "its bound");
        if (k < MatrixChapter.STEPS) {
          double[] slope = slopes[MatrixChapter.STEPS - 1 - k];
          double[] d = {g[0] * slope[0], g[1] * slope[1]};
          g = new double[] {w[0] * d[0] + w[2] * d[1], w[1] * d[0] + w[3] * d[1]};
        }
      }
    }
  }

  @Test
  void singularValuesAndRadiiAreThoseOfTwoByTwoMatrices() {
    List<MatrixChapter.Measured> all = MatrixChapter.measure(ENGINE);
    for (MatrixChapter.Measured m : all) {
      double[] w = m.example().entries();
      double squares = w[0] * w[0] + w[1] * w[1] + w[2] * w[2] + w[3] * w[3];
      double det = w[0] * w[3] - w[1] * w[2];
      double root = Math.sqrt(Math.max(0, squares * squares - 4 * det * det));
      assertEquals(Math.sqrt((squares + root) / 2), m.largestSingularValue(), 1e-7);
      double half = (w[0] + w[3]) / 2;
      double disc = half * half - det;
      double radius = disc < 0 ? Math.sqrt(det) : Math.abs(half) + Math.sqrt(disc);
      assertEquals(radius, m.spectralRadius(), 1e-7, m.example().name());
    }
    MatrixChapter.Measured detour = all.get(2);
    assertTrue(detour.spectralRadius() < 1 && detour.peak() > 10 && detour.last() < 1, "detour");
    assertTrue(all.get(3).last() > 100 && all.get(4).last() < 1e-6, "only possible");
    assertEquals(0, all.get(1).peakLag(), "a rotation has no peak");
  }

  @Test
  void lossAndGradientOfTheCliffAreThoseOfItsEquation() {
    ClippingChapter.Measured m = ClippingChapter.measure(ENGINE);
    for (ClippingChapter.Point p : m.profile()) {
      double x = 0.5;
      double dw = 0;
      double db = 0;
      for (int t = 0; t < 50; t++) {
        double s = StoryChapter.sigmoid(x);
        double slope = p.w() * s * (1 - s);
        dw = s + slope * dw;
        db = 1 + slope * db;
        x = p.w() * s + p.b();
      }
      double scale = 1e-9 * (1 + p.norm());
      assertEquals((x - 0.7) * (x - 0.7), p.loss(), scale);
      assertEquals(2 * (x - 0.7) * dw, p.dw(), scale);
      assertEquals(2 * (x - 0.7) * db, p.db(), scale);
    }
  }

  @Test
  void aClippedStepIsAsLongAsTheThresholdAllowsAndInTheSameDirection() {
    ClippingChapter.Measured m = ClippingChapter.measure(ENGINE);
    ClippingChapter.Point from = m.start();
    assertTrue(from.norm() > 1e4, "there is a cliff");
    assertEquals(m.start().norm(), m.steepest().norm(), "the profile shows it");
    double w = m.clipped().w() - from.w();
    double b = m.clipped().b() - from.b();
    assertEquals(ClippingChapter.RATE, Math.hypot(w, b), 1e-9);
    assertEquals(0, (w * from.db() - b * from.dw()) / from.norm(), 1e-9, "the same direction");
    assertEquals(from.w() - 0.01 * from.dw(), m.plain().w(), 1e-9 * from.norm());
    int last = ClippingChapter.UPDATES;
    assertTrue(m.plainLosses()[last] > 100 * m.clippedLosses()[last], "as the text says");
    assertTrue(m.clippedLosses()[last] < from.loss() + 1, "clipping stays near");
  }

  @Test
  void theCommonStoryIsMeasuredAgainstItsFormulas() {
    Plugins plugins = Plugins.of(PluginDiscovery.onClassPath());
    StoryChapter.Measured m = StoryChapter.measure(ENGINE, plugins, 1);
    for (int k = 0; k <= StoryChapter.STEPS; k++) {
      assertEquals(m.slopes()[k], m.tanh()[k], 1e-9 * m.slopes()[k], "tanh, lag " + k);
      for (int i = 0; i < StoryChapter.biases().length; i++) {
        double power = Math.pow(StoryChapter.sigmoid(StoryChapter.biases()[i]), k);
        assertEquals(power, m.gates().get(i)[k], 1e-9 * power, "gate " + i + ", lag " + k);
      }
      assertEquals(m.chronoFormula()[k], m.chrono()[k], 1e-9, "chrono, lag " + k);
    }
    assertTrue(m.chrono()[100] > 1000 * m.gates().get(1)[100], "as the text says");
    assertTrue(Math.abs(m.gates().get(3)[100] - 1 / 6.0) < 0.02, "about a sixth, as it asks");
  }

  /** The numbers of the JSON report and the page, each from its formula under its name. */
  @Test
  void toldNumbersAreThoseOfTheirFormulas() {
    Map<String, Double> power = PowerChapter.tell(PowerChapter.measure(ENGINE)).numbers();
    assertClose(Math.pow(1.1, 100), told(power, "gradientAtLag100, w=1.1"), "w = 1.1");
    assertClose(Math.pow(0.9, 100), told(power, "gradientAtLag100, w=0.9"), "w = 0.9");
    Map<String, Double> matrix = MatrixChapter.tell(MatrixChapter.measure(ENGINE)).numbers();
    assertEquals(0.9, told(matrix, "spectralRadius, detour"), 1e-7);
    assertEquals(0.9, told(matrix, "largestSingularValue, shrinks"), 1e-7);
    assertEquals(Math.pow(1.1, 50), told(matrix, "gradientAtLag50, grows"), 1e-6);
    assertEquals(told(matrix, "gradientAtLag50, grows"), told(matrix, "peak, grows"), 1e-6);
    ClippingChapter.Measured cliff = ClippingChapter.measure(ENGINE);
    Map<String, Double> clipping = ClippingChapter.tell(cliff).numbers();
    assertEquals(cliff.start().norm(), told(clipping, "gradientNormAtTheCliff"));
    assertEquals(cliff.plainLosses()[0], told(clipping, "lossAtStart"));
    assertEquals(cliff.plainLosses()[1], told(clipping, "lossAfterPlainStep"));
    assertEquals(cliff.clippedLosses()[1], told(clipping, "lossAfterClippedStep"));
    int last = ClippingChapter.UPDATES;
    assertEquals(cliff.plainLosses()[last], told(clipping, "plainLossAtEnd"));
    assertEquals(cliff.clippedLosses()[last], told(clipping, "clippedLossAtEnd"));
    Plugins plugins = Plugins.of(PluginDiscovery.onClassPath());
    StoryChapter.Measured story = StoryChapter.measure(ENGINE, plugins, 1);
    Map<String, Double> gates = StoryChapter.tell(story).numbers();
    double open = 1 / (1 + Math.exp(-4));
    assertEquals(Math.pow(open, 100), told(gates, "forgetBias=4, lag 100"), 1e-9);
    assertEquals(story.chronoFormula()[100], told(gates, "chronoAtLag100"), 1e-9);
    assertEquals(story.slopes()[100], told(gates, "tanhGradientAtLag100"), 1e-12);
  }

  private static double told(Map<String, Double> numbers, String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }

  @Test
  void thePageShowsTheCellThatIsChecked() throws IOException {
    OwnCellChapter.Measured m = OwnCellChapter.measure(ENGINE, 1);
    assertTrue(m.check().passed() && m.check().compared() > 500, m.check().worst());
    String source = Files.readString(Path.of("src/main/java/dev/carousel/cli/tour/LeakyCell.java"));
    String shown =
        OwnCellChapter.SOURCE.lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
    assertTrue(source.contains(shown), shown);
  }
}
