package dev.carousel.cells.lstm.variant;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.lstm.Layers;
import dev.carousel.cells.lstm.Lstm;
import dev.carousel.cells.lstm.variant.GreffLstmCell.Variant;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreffLstmCellTest {
  private static LayerProgram layer(Variant variant) {
    return Layers.of(cell(variant), 4);
  }

  private static Cell cell(Variant variant) {
    return GreffLstm.cell().variant(variant).make();
  }

  @ParameterizedTest
  @CsvSource({"NP, false", "VANILLA, true"})
  void withAndWithoutPeepholesItIsTheLstm(Variant variant, boolean peepholes) {
    LayerProgram lstm = Layers.of(Lstm.cell().peepholes(peepholes).make(), 4);
    LayerProblem problem = Layers.problem(lstm, 20);
    ForwardPass expected = problem.forward(lstm);
    ForwardPass found = problem.forward(layer(variant));
    Layers.assertClose(expected.outputs(), found.outputs(), 0);
    Layers.assertClose(expected.states("c"), found.states("c"), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "NIG, 'f o', 'forget output', 'h c'",
    "NFG, 'i o', 'input output', 'h c'",
    "NOG, 'f i', 'forget input', 'h c'",
    "CIFG, 'i o', 'forget input output', 'h c'",
    "NIAF, 'f i o', 'forget input output', 'h c'",
    "NOAF, 'f i o', 'forget input output', 'h c'",
    "FGR, 'f i o', 'forget input output', 'h c i f o'"
  })
  void gatesAndStatesAreThoseOfTheVariant(
      Variant variant, String maps, String observed, String states) {
    LayerProgram layer = layer(variant);
    List<String> peepholes =
        layer.parameters().stream()
            .map(ParameterSpec::name)
            .filter(name -> name.endsWith(".p"))
            .map(name -> name.substring(0, 1))
            .sorted()
            .toList();
    assertEquals(List.of(maps.split(" ")), peepholes);
    assertEquals(List.of(observed.split(" ")), layer.observed().stream().sorted().toList());
    assertEquals(layer.observed(), layer.gates());
    assertEquals(List.of(states.split(" ")), layer.states().stream().map(StateSpec::name).toList());
  }

  @Test
  void coupledGatesAddUpTo1() {
    LayerProgram layer = layer(Variant.CIFG);
    ForwardPass pass = Layers.problem(layer, 20).forward(layer);
    Tensor input = pass.observed("input");
    Tensor forget = pass.observed("forget");
    for (int i = 0; i < input.size(); i++) {
      assertEquals(1, input.get(i) + forget.get(i), 1e-15);
    }
  }

  /** As in 1997: with gates that read x alone, d c_T / d c_0 = 1. */
  @Test
  void withoutAForgetGateTheErrorIsConservedToTheBit() {
    LayerProgram layer = layer(Variant.NFG);
    LayerProblem problem = Layers.problem(layer, 500);
    Layers.fill(problem.parameters(), "Wh", 0);
    Layers.fill(problem.parameters(), ".p", 0);
    problem.finalWeights().get("h").fill(0);
    Tensor found =
        problem
            .forward(layer)
            .backward(null, problem.finalWeights(), null)
            .initialStates()
            .get("c");
    Layers.assertClose(problem.finalWeights().get("c"), found, 0);
  }

  @Test
  void fullGateRecurrenceReadsTheGatesOfTheStepBefore() {
    Map<String, Double> weights = new TreeMap<>();
    String[] names = {"i", "f", "o"};
    String[] parts = {"Wx", "Wh", "Wi", "Wf", "Wo", "p", "b"};
    for (int gate = 0; gate < names.length; gate++) {
      for (int part = 0; part < parts.length; part++) {
        weights.put(names[gate] + "." + parts[part], weight(gate, part));
      }
    }
    weights.putAll(Map.of("g.Wx", 0.9, "g.Wh", -0.2, "g.b", 0.3));
    double[] before = {0.7, 0.25, 0.2, 0.8, 0.6};
    Map<String, Double> states =
        Map.of("h", before[1], "c", -0.4, "i", before[2], "f", before[3], "o", before[4]);
    OneUnit step = OneUnit.step(cell(Variant.FGR), before[0], states, weights);
    double[] gates = new double[3];
    double c = -0.4;
    for (int gate = 0; gate < 3; gate++) {
      double sum = weight(gate, 6);
      for (int part = 0; part < before.length; part++) {
        sum += weight(gate, part) * before[part];
      }
      gates[gate] = sigmoid(sum + weight(gate, 5) * c);
      if (gate == 1) {
        c = gates[0] * Math.tanh(0.9 * 0.7 - 0.2 * 0.25 + 0.3) + gates[1] * c;
      }
      assertEquals(gates[gate], step.state(names[gate]), 1e-12, names[gate]);
    }
    assertEquals(c, step.state("c"), 1e-12);
    assertEquals(gates[2] * Math.tanh(c), step.output(), 1e-12);
  }

  /** A number of its own for each weight. */
  private static double weight(int gate, int part) {
    return Math.cos(1 + gate + 3 * part);
  }

  @Test
  void theForgetBiasOfCoupledGatesClosesTheInputGate() {
    Cell cell = GreffLstm.cell().variant(Variant.CIFG).forgetBias(2.5).make();
    assertEquals(-2.5, Layers.start(cell, "i.b").get(7));
    assertEquals(2.5, Layers.start(GreffLstm.cell().forgetBias(2.5).make(), "f.b").get(7));
    assertEquals(1, Layers.start(cell(Variant.FGR), "f.b").get(7));
  }

  @Test
  void aForgetBiasWithoutAForgetGateIsRefused() {
    Refusal error =
        Refusal.of(
            "greff-lstm:variant=nfg,forget-bias=2",
            () -> GreffLstm.cell().variant(Variant.NFG).forgetBias(2).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'forget-bias'"), error.message());
    assertTrue(error.message().contains("variant=nfg"), error.message());
    assertTrue(error.message().contains("found:    forget-bias=2"), error.message());
  }
}
