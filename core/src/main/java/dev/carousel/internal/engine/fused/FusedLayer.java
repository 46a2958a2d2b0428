package dev.carousel.internal.engine.fused;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/** A planned cell with its parameters, and the passes that nobody uses at the moment. */
final class FusedLayer implements BoundLayer {
  /** More than the passes of one training step, few enough to forget shapes that do not return. */
  private static final int KEPT = 8;

  private final CellPlan plan;
  private final boolean findsInputGradient;
  private final FusedEngine engine;
  private final Weights weights;
  private final List<MaskSpec> maskSpecs;
  private final List<FusedPass> free = new ArrayList<>(KEPT + 1);

  /**
   * @param findsInputGradient whether the plan has the gradient of the input
   */
  FusedLayer(
      CellPlan plan, boolean findsInputGradient, FusedEngine engine, NamedTensors parameters) {
    this.plan = plan;
    this.findsInputGradient = findsInputGradient;
    this.engine = engine;
    maskSpecs = plan.cell().forward().masks();
    weights = new Weights(plan, parameters, engine);
  }

  CellPlan plan() {
    return plan;
  }

  /** Whether its passes find the gradient of their input. */
  boolean findsInputGradient() {
    return findsInputGradient;
  }

  FusedEngine engine() {
    return engine;
  }

  Weights weights() {
    return weights;
  }

  @Override
  public ForwardPass forward(Inputs input, SequenceContext context) {
    return run(input, context, PassExtent.keptInTraining(input.steps(), engine.keptSteps()));
  }

  @Override
  public ForwardPass infer(Inputs input, SequenceContext context) {
    return run(input, context, PassExtent.KEPT_IN_INFERENCE);
  }

  private ForwardPass run(Inputs input, SequenceContext context, int kept) {
    check(input, context);
    weights.readyForward(input instanceof Inputs.Symbols && !plan.readsInputDirectly());
    FusedPass pass = borrow(input.rows(), input.steps(), kept);
    pass.forward(input, context);
    return pass;
  }

  private void check(Inputs input, SequenceContext context) {
    String layer = plan.cell().layer();
    LayerChecks.input(layer, plan.cell().forward(), maskSpecs, input, context);
    NamedTensors initial = context.initialStates();
    LayerChecks.precision(
        layer, "initial state", Precision.FLOAT32, plan.cell().forward().states(), initial);
    NamedTensors masks = context.dropout();
    if (masks != null) {
      for (MaskSpec mask : maskSpecs) {
        String what = "the mask " + mask.name();
        LayerChecks.precision(layer, what, Precision.FLOAT32, masks.get(mask.name()));
      }
    }
    if (input instanceof Inputs.Values vectors) {
      LayerChecks.precision(layer, "the input", Precision.FLOAT32, vectors.tensor());
    }
  }

  @Override
  public void refresh() {
    weights.refresh();
  }

  /** A pass of that size; a new one if none is free. */
  private FusedPass borrow(int rows, int steps, int kept) {
    synchronized (free) {
      for (int i = free.size() - 1; i >= 0; i--) {
        if (free.get(i).extent().is(rows, steps, kept)) {
          return free.remove(i);
        }
      }
    }
    return new FusedPass(this, PassExtent.of(plan, rows, steps, kept));
  }

  /** Takes a pass back. */
  void giveBack(FusedPass pass) {
    synchronized (free) {
      free.add(pass);
      if (free.size() > KEPT) {
        free.remove(0);
      }
    }
  }
}
