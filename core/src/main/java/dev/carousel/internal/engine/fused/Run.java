package dev.carousel.internal.engine.fused;

import dev.carousel.engine.LayerInput;
import dev.carousel.engine.SequenceContext;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/**
 * What all shards of one run share; read only.
 *
 * @param packs the right sides of the plan's products, packed once for the whole sequence
 */
record Run(
    CellPlan plan,
    Kernels kernels,
    NamedTensors parameters,
    List<PackedMatrix> packs,
    LayerInput input,
    SequenceContext context) {

  static Run of(
      CellPlan plan,
      Kernels kernels,
      NamedTensors parameters,
      LayerInput input,
      SequenceContext context) {
    List<PackedMatrix> packs = plan.packs().stream().map(pack -> pack.pack(parameters)).toList();
    return new Run(plan, kernels, parameters, packs, input, context);
  }

  /** The time of the s-th step that the layer takes. */
  int time(int s) {
    return context.reverse() ? input.steps() - 1 - s : s;
  }

  /** Whether the input is looked up, not multiplied. */
  boolean looksUpInput() {
    return input instanceof LayerInput.Symbols && !plan.readsInputDirectly();
  }
}
