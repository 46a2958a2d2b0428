package dev.carousel.internal.engine.reference;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.reference.PassObserver.Place;
import dev.carousel.internal.engine.reference.PassObserver.Term;
import dev.carousel.internal.graph.BackwardGraph;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The gradients of a layer's parameters: sums over steps and rows, in the order of the run. */
final class ParameterSums {
  private final CompiledCell cell;
  private final Precision precision;
  private final @Nullable PassObserver observer;
  private final Map<String, double[]> sums = new LinkedHashMap<>();

  ParameterSums(CompiledCell cell, Precision precision, @Nullable PassObserver observer) {
    this.cell = cell;
    this.precision = precision;
    this.observer = observer;
    for (ParameterSpec spec : cell.forward().parameters()) {
      sums.put(spec.name(), new double[spec.size()]);
    }
  }

  /**
   * Adds what a step of a row adds.
   *
   * @param at the values of the backward graph's nodes, by id
   */
  void add(Place place, double[][] at) {
    for (BackwardGraph.OuterProduct product : cell.backward().matrixGradients()) {
      addProduct(place, product, at[product.rows().id()], at[product.columns().id()]);
    }
    for (BackwardGraph.VectorGradient vector : cell.backward().vectorGradients()) {
      double[] sum = sum(vector.vector());
      double[] g = at[vector.value().id()];
      for (int i = 0; i < g.length; i++) {
        double before = sum[i];
        sum[i] = plusProduct(g[i], 1, before);
        if (observer != null && !Double.isFinite(sum[i])) {
          Term term = new Term(vector.vector(), i, vector.value(), g[i], null, 1);
          observer.sumNotFinite(place, term, before, sum[i]);
        }
      }
    }
  }

  private void addProduct(Place place, BackwardGraph.OuterProduct product, double[] g, double[] x) {
    double[] sum = sum(product.matrix());
    int[] columns = columns(x);
    int height = g.length / product.blocks();
    int width = x.length / product.blocks();
    for (int i = 0; i < g.length; i++) {
      for (int j : columns) {
        if (i / height != j / width) {
          continue;
        }
        int element = i * width + j % width;
        double before = sum[element];
        sum[element] = plusProduct(g[i], x[j], before);
        if (observer != null && !Double.isFinite(sum[element])) {
          Term term =
              new Term(product.matrix(), element, product.rows(), g[i], product.columns(), x[j]);
          observer.sumNotFinite(place, term, before, sum[element]);
        }
      }
    }
  }

  /**
   * Those that add anything: of a one-hot vector one. Only where values are observed, as 0 times
   * what is not finite is not a number; there every value was found to be finite.
   */
  private int[] columns(double[] x) {
    IntStream all = IntStream.range(0, x.length);
    return (observer == null ? all : all.filter(j -> x[j] != 0)).toArray();
  }

  private double[] sum(ParameterSpec parameter) {
    return Objects.requireNonNull(sums.get(parameter.name()));
  }

  private double plusProduct(double a, double b, double c) {
    return precision == Precision.FLOAT32 ? Math.fma((float) a, (float) b, (float) c) : a * b + c;
  }

  NamedTensors tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : cell.forward().parameters()) {
      Tensor tensor = spec.zeros(precision);
      Rows.write(tensor, 0, sum(spec));
      tensors.put(spec.name(), tensor);
    }
    return new NamedTensors(tensors);
  }
}
