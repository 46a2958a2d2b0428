package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.internal.trace.BlockStep;
import dev.carousel.spi.Cell;

/**
 * A layer around a cell: {@code y = map(cell(norm(x))) + x}, in the language of cells. What a
 * {@link LayerSpec} does not ask for is left out.
 *
 * <pre>
 * norm(x) = g * (x - mean) / sqrt(variance + 1e-5) + b      layer
 * norm(x) = g * x / sqrt(mean of squares + 1e-6)            rms
 * map(y)  = (V y + c) * sigmoid(W y + b)                    glu, width 1
 * map(y)  = O ((V y + c) * sigmoid(W y + b)) + d            glu, other widths
 * </pre>
 *
 * <p>Gains start from 1, all biases from 0, matrices uniformly on +-1/sqrt(columns).
 *
 * @param cell of the layer
 * @param layer what stands around it
 */
record BlockCell(Cell cell, LayerSpec layer) implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    BlockStep inner = new BlockStep(s, normed(s, x));
    cell.step(inner);
    Expr y = inner.handedUp();
    if (y == null) {
      return; // the trace says what is missing
    }
    Expr mapped = layer.map() == LayerSpec.StepMap.GLU ? glu(s, y) : y;
    s.output(layer.residual() ? sum(x, mapped) : mapped);
  }

  private Expr normed(Step s, Expr x) {
    return switch (layer.preNorm()) {
      case NONE -> x;
      case LAYER ->
          gain(s, x.size())
              .times(x.layerNorm(1))
              .plus(s.vector("norm.b", x.size(), Initializers.zeros()))
              .named("x");
      case RMS -> gain(s, x.size()).times(x.rmsNorm(1)).named("x");
    };
  }

  private static Expr gain(Step s, int size) {
    return s.vector("norm.gain", size, Initializers.constant(1));
  }

  private Expr glu(Step s, Expr y) {
    int inner = (int) Math.max(1, Math.round(layer.mapWidth() * y.size()));
    Expr value = affine(s, "map.value", inner, y);
    Expr gate = affine(s, "map.gate", inner, y);
    Expr gated = value.times(Functions.sigmoid(gate));
    return layer.mapWidth() == 1 ? gated : affine(s, "map.out", y.size(), gated);
  }

  private static Expr affine(Step s, String name, int size, Expr of) {
    Initializer uniform = Initializers.uniform(1 / Math.sqrt(of.size()));
    return s.matrix(name + ".W", size, of.size(), uniform)
        .times(of)
        .plus(s.vector(name + ".b", size, Initializers.zeros()));
  }

  private Expr sum(Expr x, Expr y) {
    if (x.size() != y.size()) {
      throw CarouselException.usage("A residual connection joins two vectors of different size.")
          .expected("a layer that hands up as many numbers as it reads")
          .found("reads " + x.size() + ", hands up " + y.size())
          .where("the layer " + layer)
          .mend(
              "leave out residual=true of this layer, or make both equal: units of this layer and"
                  + " the one below, or an embedding of that size")
          .build();
    }
    return y.plus(x);
  }
}
