package org.example.mgu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.CellContract;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MguCellTest extends CellContract {
  @Override
  protected Cell cell() {
    return new MguCell();
  }

  /** One step of one unit, worked by hand: every weight is 0.5, x is 1, and h is 0.25 before. */
  @Test
  void aStepIsThatOfThePaper() {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer", cell(), 1, 1);
      Map<String, Tensor> weights = new LinkedHashMap<>();
      for (ParameterSpec each : layer.parameters()) {
        Tensor weight = each.zeros(Precision.FLOAT64);
        weight.fill(0.5);
        weights.put(each.name(), weight);
      }
      Tensor before = Precision.FLOAT64.zeros(1, 1);
      before.fill(0.25);
      Tensor x = Precision.FLOAT64.zeros(1, 1, 1);
      x.fill(1);
      SequenceContext context =
          new SequenceContext(new NamedTensors(Map.of("h", before)), null, false);

      Tensor h = layer.forward(new NamedTensors(weights), new Inputs.Values(x), context).outputs();

      double f = 1 / (1 + Math.exp(-(0.5 * 1 + 0.5 * 0.25 + 0.5)));
      double n = Math.tanh(0.5 * 1 + 0.5 * f * 0.25 + 0.5);
      assertEquals((1 - f) * 0.25 + f * n, h.get(0), 1e-12);
    }
  }
}
