package dev.carousel.testkit.internal;

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
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * A layer with dropout within its cell, which always has the same masks: 0 or 2, or for zoneout 0
 * or 1. To whoever runs it, it is a layer without dropout.
 *
 * @param layer with dropout
 * @param precision of its engine
 */
public record WithMasks(LayerProgram layer, Precision precision) implements LayerProgram {
  /** All kinds; which share is meant to be dropped is all one, as the masks are given. */
  public static final CellDropout ALL = new CellDropout(0.5, 0.5, 0.5);

  @Override
  public List<ParameterSpec> parameters() {
    return layer.parameters();
  }

  @Override
  public List<StateSpec> states() {
    return layer.states();
  }

  @Override
  public int outputSize() {
    return layer.outputSize();
  }

  @Override
  public List<String> observed() {
    return layer.observed();
  }

  @Override
  public List<String> gates() {
    return layer.gates();
  }

  @Override
  public List<ParameterSpec> recurrentMatrices() {
    return layer.recurrentMatrices();
  }

  @Override
  public long multiplications() {
    return layer.multiplications();
  }

  @Override
  public List<MaskSpec> masks() {
    return List.of();
  }

  @Override
  public LayerProgram dropping(CellDropout dropout) {
    return new WithMasks(layer.dropping(dropout), precision);
  }

  @Override
  public LayerProgram expecting(CellDropout dropout) {
    return new WithMasks(layer.expecting(dropout), precision);
  }

  @Override
  public LayerProgram apart() {
    return new WithMasks(layer.apart(), precision);
  }

  @Override
  public LayerProgram tangent() {
    return new WithMasks(layer.tangent(), precision);
  }

  @Override
  public LayerMemory memory(PassSize size) {
    return layer.memory(size);
  }

  @Override
  public BoundLayer bind(NamedTensors parameters) {
    return new Bound(this, layer.bind(parameters));
  }

  private NamedTensors masks(int steps, int rows) {
    Map<String, Tensor> masks = new LinkedHashMap<>();
    for (MaskSpec spec : layer.masks()) {
      boolean isZoneout = spec.kind() == MaskSpec.Kind.ZONEOUT;
      boolean isForAll = spec.kind() == MaskSpec.Kind.RECURRENT;
      Tensor mask = precision.zeros(isForAll ? 1 : steps, rows, spec.size());
      RandomGenerator random = RandomStreams.stream(1, "masks " + spec.name());
      for (int i = 0; i < mask.size(); i++) {
        mask.set(i, random.nextBoolean() ? 0 : isZoneout ? 1 : 2);
      }
      masks.put(spec.name(), mask);
    }
    return new NamedTensors(masks);
  }

  private record Bound(WithMasks program, BoundLayer layer) implements BoundLayer {
    @Override
    public ForwardPass forward(Inputs input, SequenceContext context) {
      NamedTensors masks = program.masks(input.steps(), input.rows());
      return layer.forward(
          input,
          new SequenceContext(context.initialStates(), context.mask(), context.reverse(), masks));
    }

    @Override
    public void refresh() {
      layer.refresh();
    }
  }
}
