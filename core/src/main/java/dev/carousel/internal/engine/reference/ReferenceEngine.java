package dev.carousel.internal.engine.reference;

import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerInput;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.List;

/** The float64 engine: one plain loop per operation, on the caller's thread. */
public final class ReferenceEngine implements Engine {

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public String kernels() {
    return "reference";
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public LayerProgram compile(String name, Cell cell, int inputSize, int units) {
    return new Program(CompiledCell.of(name, Trace.of(name, cell, inputSize, units)));
  }

  @Override
  public double softmaxCrossEntropy(Tensor logits, int[] targets, double weight) {
    int classes = logits.extent(logits.rank() - 1);
    double loss = 0;
    for (int row = 0; row < targets.length; row++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        largest = Math.max(largest, logits.get(row * classes + k));
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(logits.get(row * classes + k) - largest);
      }
      boolean counts = targets[row] >= 0;
      if (counts) {
        loss += Math.log(sum) + largest - logits.get(row * classes + targets[row]);
      }
      for (int k = 0; k < classes; k++) {
        double probability = Math.exp(logits.get(row * classes + k) - largest) / sum;
        double gradient = probability - (k == targets[row] ? 1 : 0);
        logits.set(row * classes + k, counts ? weight * gradient : 0);
      }
    }
    return loss;
  }

  @Override
  public void close() {}

  /** A compiled cell. */
  private record Program(CompiledCell cell) implements LayerProgram {
    @Override
    public List<ParameterSpec> parameters() {
      return cell.forward().parameters();
    }

    @Override
    public List<StateSpec> states() {
      return cell.forward().states();
    }

    @Override
    public int outputSize() {
      return cell.forward().output().size();
    }

    @Override
    public List<String> observed() {
      return List.copyOf(cell.forward().observed().keySet());
    }

    @Override
    public List<String> gates() {
      return cell.gates();
    }

    @Override
    public List<ParameterSpec> recurrentMatrices() {
      return cell.recurrentMatrices();
    }

    @Override
    public LayerProgram apart() {
      return new Program(cell.apart());
    }

    @Override
    public BoundLayer bind(NamedTensors parameters) {
      LayerChecks.parameters(cell.layer(), cell.forward(), parameters);
      return new Bound(cell, parameters);
    }
  }

  /** Reads the parameters anew at every run. */
  private record Bound(CompiledCell cell, NamedTensors parameters) implements BoundLayer {
    @Override
    public ForwardPass forward(LayerInput input, SequenceContext context) {
      LayerChecks.input(cell.layer(), cell.forward(), input, context);
      return new ReferencePass(cell, parameters, input, context);
    }

    @Override
    public void refresh() {}
  }
}
