package dev.carousel.expr;

import static dev.carousel.expr.Functions.blockDiagonal;
import static dev.carousel.expr.Functions.noBias;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A cell with block-diagonal maps beside the same cell with full maps whose other elements are 0.
 */
final class BlockMaps {
  private static final int UNITS = 8;
  private static final int STEPS = 5;
  private static final int ROWS = 3;

  private BlockMaps() {}

  private static Cell cell(int blocks) {
    return s -> {
      Expr x = s.input();
      Expr h = s.state("h");
      Expr a = s.affine("a", map(x, blocks), map(h, blocks)).tanh();
      Expr b = s.affine("b", x, map(h, blocks)).sigmoid();
      Expr c = s.affine("c", map(a.named("a2"), blocks), noBias());
      Expr d = s.affine("d", 2 * UNITS, map(h, blocks)).slice(3, 3 + UNITS);
      s.next("h", b.times(h).plus(a).plus(c).plus(d.times(0.1)).tanh());
    };
  }

  private static AffineTerm map(Expr operand, int blocks) {
    return blocks == 1 ? operand : blockDiagonal(operand, blocks);
  }

  static void check(Engine engine, int blocks, double within) {
    LayerProgram some = engine.compile("blocks", cell(blocks), UNITS, UNITS);
    LayerProgram full = engine.compile("full", cell(1), UNITS, UNITS);
    NamedTensors own = parameters(some, engine);
    NamedTensors spread = spread(some, full, own, engine);
    for (LayerProgram[] pair :
        new LayerProgram[][] {
          {some, full}, {some.apart(), full.apart()}, {some.tangent(), full.tangent()}
        }) {
      compare(engine, pair[0], pair[1], own, spread, blocks, within);
    }
  }

  private static void compare(
      Engine engine,
      LayerProgram some,
      LayerProgram full,
      NamedTensors own,
      NamedTensors spread,
      int blocks,
      double within) {
    Tensor input = filled(engine.precision().zeros(STEPS, ROWS, UNITS), 3);
    ForwardPass first = some.forward(own, new Inputs.Values(input), context(engine, some));
    ForwardPass second = full.forward(spread, new Inputs.Values(input), context(engine, full));
    assertArrayEquals(second.outputs().toDoubles(), first.outputs().toDoubles(), within);
    Tensor above = filled(first.outputs().like(), 5);
    first.backward(filled(first.outputs().like(), 11), null, null);
    LayerGradients found = first.backward(above, null, null);
    LayerGradients expected = second.backward(above, null, null);
    assertArrayEquals(
        Objects.requireNonNull(expected.input()).toDoubles(),
        Objects.requireNonNull(found.input()).toDoubles(),
        10 * within);
    for (ParameterSpec parameter : some.parameters()) {
      double[] of = found.parameters().get(parameter.name()).toDoubles();
      double[] all = expected.parameters().get(parameter.name()).toDoubles();
      assertArrayEquals(
          all.length == of.length ? all : blocksOf(all, parameter, blocks),
          of,
          20 * within,
          parameter.name());
    }
  }

  private static SequenceContext context(Engine engine, LayerProgram program) {
    Map<String, Tensor> states = new LinkedHashMap<>();
    program
        .states()
        .forEach(s -> states.put(s.name(), filled(engine.precision().zeros(ROWS, s.size()), 7)));
    return new SequenceContext(new NamedTensors(states), null, true);
  }

  private static Tensor filled(Tensor tensor, int seed) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, ((i + seed) * 31 % 19 - 9) / 16.0);
    }
    return tensor;
  }

  private static NamedTensors parameters(LayerProgram program, Engine engine) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    program
        .parameters()
        .forEach(
            p ->
                tensors.put(
                    p.name(), filled(p.zeros(engine.precision()), p.name().hashCode() & 7)));
    return new NamedTensors(tensors);
  }

  /** The same parameters with zeros outside of the blocks. */
  private static NamedTensors spread(
      LayerProgram some, LayerProgram full, NamedTensors own, Engine engine) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < full.parameters().size(); i++) {
      ParameterSpec of = some.parameters().get(i);
      ParameterSpec whole = full.parameters().get(i);
      Tensor tensor = whole.zeros(engine.precision());
      Tensor from = own.get(of.name());
      for (int e = 0; e < from.size(); e++) {
        tensor.set(of.columns() == whole.columns() ? e : at(of, whole.columns(), e), from.get(e));
      }
      tensors.put(whole.name(), tensor);
    }
    return new NamedTensors(tensors);
  }

  /** Where an element of a block stands in the full matrix. */
  private static int at(ParameterSpec of, int columns, int element) {
    int row = element / of.columns();
    int height = of.rows() / (columns / of.columns());
    return row * columns + row / height * of.columns() + element % of.columns();
  }

  private static double[] blocksOf(double[] all, ParameterSpec of, int blocks) {
    double[] found = new double[of.size()];
    for (int e = 0; e < found.length; e++) {
      found[e] = all[at(of, of.columns() * blocks, e)];
    }
    return found;
  }
}
