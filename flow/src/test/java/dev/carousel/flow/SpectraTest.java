package dev.carousel.flow;

import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectraTest {
  private static final double EXACT = 1e-12;
  private static final DataShape SHAPE = new DataShape(false, 2, false, 1, Moment.END);

  private static List<MatrixSpectrum> spectra(Cell cell, int units, double... entries) {
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, NetworkSpec.of(SHAPE, cell).units(units));
      Layer layer = network.recurrentLayers().get(0);
      NamedTensors parameters = layer.own(network.initialParameters(1));
      for (int i = 0; i < entries.length; i++) {
        parameters.get("h.Wh").set(i, entries[i]);
      }
      return Spectra.of(layer, parameters);
    }
  }

  private static void assertSpectrum(double singular, double radius, double... entries) {
    int units = (int) Math.round(Math.sqrt(entries.length));
    List<MatrixSpectrum> found = spectra(Cells.linear(Initializers.zeros()), units, entries);
    assertEquals(1, found.size(), "the input's matrix is not recurrent");
    assertEquals("h.Wh", found.get(0).name());
    double tolerance = singular > 0 ? EXACT * singular : EXACT;
    assertEquals(singular, found.get(0).largestSingularValue(), tolerance);
    assertEquals(radius, found.get(0).spectralRadius(), tolerance);
  }

  @Test
  void diagonal() {
    assertSpectrum(3, 3, 2, 0, 0, 0, -3, 0, 0, 0, 1);
  }

  @Test
  void rotation() {
    assertSpectrum(0.5, 0.5, 0.4, -0.3, 0.3, 0.4);
  }

  /** u v' with u = (1, 2) and v = (3, 4): |u||v| and u'v. */
  @Test
  void rankOne() {
    assertSpectrum(Math.sqrt(5) * 5, 11, 3, 4, 6, 8);
  }

  @Test
  void nilpotentStretchesAndHasNoEigenvalue() {
    assertSpectrum(5, 0, 0, 5, 0, 0);
  }

  @Test
  void zero() {
    assertSpectrum(0, 0, 0, 0, 0, 0);
  }

  @Test
  void tinyMatricesAreMeasuredLikeOthers() {
    assertSpectrum(5e-30, 5e-30, 4e-30, -3e-30, 3e-30, 4e-30);
  }

  @Test
  void notANumber() {
    assertSpectrum(Double.NaN, Double.NaN, 1, Double.NaN, 0, 1);
    assertSpectrum(Double.NaN, Double.NaN, 1, 0, Double.POSITIVE_INFINITY, 1);
  }

  @Test
  void aMatrixThatIsNotSquareHasNoRadius() {
    Cell narrow =
        s -> {
          Expr h = s.state("h");
          Expr few = s.affine("few", 2, h);
          s.next("h", tanh(s.affine("h", s.input(), h, few)));
        };
    List<MatrixSpectrum> found = spectra(narrow, 3);
    assertEquals(
        List.of("few.Wh", "h.Wh", "h.Wfew"), found.stream().map(MatrixSpectrum::name).toList());
    for (MatrixSpectrum oblong : List.of(found.get(0), found.get(2))) {
      assertTrue(oblong.largestSingularValue() > 0);
      assertTrue(Double.isNaN(oblong.spectralRadius()));
    }
    LayerFlow layer = new LayerFlow("layer0", 0, false, List.of(), found);
    assertEquals(found.get(1).spectralRadius(), layer.spectralRadius());
  }

  @Test
  void aMatrixThatLeadsToTheOutputAloneIsNotRecurrent() {
    List<MatrixSpectrum> found = spectra(Cells.projected(), 3);
    assertEquals(List.of("h.Wh"), found.stream().map(MatrixSpectrum::name).toList());
  }

  @Test
  void withoutRecurrentMatricesThereIsNoSpectrum() {
    LayerFlow layer = new LayerFlow("layer0", 0, false, List.of(), spectra(Cells.forgetful(), 3));
    assertEquals(List.of(), layer.recurrent());
    assertTrue(Double.isNaN(layer.largestSingularValue()));
    assertTrue(Double.isNaN(layer.spectralRadius()));
  }
}
