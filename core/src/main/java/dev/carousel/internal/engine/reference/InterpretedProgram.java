package dev.carousel.internal.engine.reference;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.CellDropout;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerMemory;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.PassSize;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/**
 * A compiled cell that is run node by node.
 *
 * @param passes makes its runs
 */
public record InterpretedProgram(CompiledCell cell, Passes passes) implements LayerProgram {
  /** What an array takes beside its elements, and the reference to it. */
  private static final long ARRAY = 24;

  /** Makes runs over sequences whose sizes have been checked. */
  @FunctionalInterface
  public interface Passes {
    /** Runs a cell over a sequence. */
    ForwardPass run(
        CompiledCell cell, NamedTensors parameters, Inputs input, SequenceContext context);
  }

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
  public List<MaskSpec> masks() {
    return cell.forward().masks();
  }

  @Override
  public LayerProgram dropping(CellDropout dropout) {
    return new InterpretedProgram(cell.dropping(dropout), passes);
  }

  @Override
  public LayerProgram expecting(CellDropout dropout) {
    return new InterpretedProgram(cell.expecting(dropout), passes);
  }

  @Override
  public LayerProgram apart() {
    return new InterpretedProgram(cell.apart(), passes);
  }

  @Override
  public LayerProgram tangent() {
    return new InterpretedProgram(cell.tangent(), passes);
  }

  @Override
  public long multiplications() {
    return cell.multiplications();
  }

  /** Every value of every node at every place is an array of its own. */
  @Override
  public LayerMemory memory(PassSize size) {
    long places = (long) size.steps() * size.rows();
    long perPlace = cell.forward().output().size();
    for (StateSpec state : cell.forward().states()) {
      perPlace += state.size();
    }
    for (Node node : cell.forward().nodes()) {
      perPlace += ARRAY / Double.BYTES + node.size();
    }
    long parameters = parameters().stream().mapToLong(ParameterSpec::elements).sum();
    long backward = size.trains() ? parameters + places * cell.forward().inputSize() : 0;
    return new LayerMemory(
        Double.BYTES * parameters,
        0,
        Double.BYTES * (places * perPlace + backward),
        places * Math.max(cell.forward().inputSize(), cell.forward().output().size()));
  }

  @Override
  public BoundLayer bind(NamedTensors parameters) {
    LayerChecks.parameters(cell.layer(), cell.forward(), parameters);
    return new Bound(cell, passes, cell.withConstants(parameters));
  }

  /** Reads the parameters anew at every run. */
  private record Bound(CompiledCell cell, Passes passes, NamedTensors parameters)
      implements BoundLayer {
    @Override
    public ForwardPass forward(Inputs input, SequenceContext context) {
      LayerChecks.input(cell.layer(), cell.forward(), cell.forward().masks(), input, context);
      return passes.run(cell, parameters, input, context);
    }

    @Override
    public void refresh() {}
  }
}
