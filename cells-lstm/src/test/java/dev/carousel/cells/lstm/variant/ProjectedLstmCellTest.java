package dev.carousel.cells.lstm.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.lstm.Layers;
import dev.carousel.cells.lstm.Lstm;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectedLstmCellTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProjectionThatIsTheIdentityIsTheLstm(boolean peepholes) {
    int units = 4;
    LayerProgram lstm = Layers.of(Lstm.cell().peepholes(peepholes).make(), units);
    LayerProblem problem = Layers.problem(lstm, 20);
    LayerProgram projected =
        Layers.of(ProjectedLstm.cell().projSize(units).peepholes(peepholes).make(), units);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    problem.parameters().forEach(parameters::put);
    parameters.put("h.Wm", identity(units));
    ForwardPass expected = problem.forward(lstm);
    ForwardPass found =
        projected.forward(new NamedTensors(parameters), problem.layerInput(), problem.context());
    Layers.assertClose(expected.outputs(), found.outputs(), 0);
    Layers.assertClose(expected.states("c"), found.states("c"), 0);
  }

  private static Tensor identity(int size) {
    Tensor matrix = Precision.FLOAT64.zeros(size, size);
    for (int i = 0; i < size; i++) {
      matrix.set(i * size + i, 1);
    }
    return matrix;
  }

  @ParameterizedTest
  @CsvSource({"0, 16, 4", "0, 19, 4", "0, 3, 1", "0, 1, 1", "5, 16, 5", "7, 2, 7"})
  void theOutputHasTheSizeOfTheProjection(int given, int units, int size) {
    LayerProgram layer = Layers.of(ProjectedLstm.cell().projSize(given).make(), units);
    assertEquals(size, layer.outputSize());
    Map<String, Integer> sizes = new LinkedHashMap<>();
    layer.parameters().forEach(p -> sizes.put(p.name(), p.size()));
    assertEquals(units * size, sizes.get("o.Wh"));
    assertEquals(units * size, sizes.get("h.Wm"));
    assertTrue(layer.parameters().stream().map(ParameterSpec::name).noneMatch("h.b"::equals));
  }

  @Test
  void gatesStartAsThoseOfTheLstm() {
    assertEquals(1, Layers.start(ProjectedLstm.cell().make(), "f.b").get(3));
    Cell chrono = ProjectedLstm.cell().chrono(100).make();
    Tensor forget = Layers.start(chrono, "f.b");
    Tensor input = Layers.start(chrono, "i.b");
    assertTrue(forget.sumOfSquares() > 0);
    for (int i = 0; i < forget.size(); i++) {
      assertEquals(-forget.get(i), input.get(i), "unit " + i);
    }
  }

  @Test
  void aSpectralRadiusNeedsSquareMatrices() {
    Cell cell = ProjectedLstm.cell().projSize(4).init(RecurrentInit.Kind.SPECTRAL_RADIUS).make();
    Layers.of(cell, 4);
    Refusal error =
        Refusal.of("lstm-projected:proj-size=4,init=spectral-radius", () -> Layers.of(cell, 5));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'init'"), error.message());
    assertTrue(error.message().contains("found:    matrices of 5 x 4"), error.message());
    assertTrue(error.message().contains("proj-size=5"), error.message());
  }

  @Test
  void chronoLagsTooShortToSpreadAreRefused() {
    Refusal error =
        Refusal.of("lstm-projected:chrono=2", () -> ProjectedLstm.cell().chrono(2).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("cell lstm-projected"), error.message());
  }
}
