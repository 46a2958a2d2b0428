package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerInput;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/** A planned cell. */
record FusedProgram(CellPlan plan, FusedEngine engine, Workspaces workspaces)
    implements LayerProgram {
  FusedProgram(CellPlan plan, FusedEngine engine) {
    this(plan, engine, new Workspaces(plan.buffers()));
  }

  @Override
  public List<ParameterSpec> parameters() {
    return plan.cell().forward().parameters();
  }

  @Override
  public List<StateSpec> states() {
    return plan.cell().forward().states();
  }

  @Override
  public int outputSize() {
    return plan.cell().forward().output().size();
  }

  @Override
  public List<String> observed() {
    return List.copyOf(plan.observed().keySet());
  }

  @Override
  public List<ParameterSpec> recurrentMatrices() {
    return plan.cell().recurrentMatrices();
  }

  @Override
  public ForwardPass forward(NamedTensors parameters, LayerInput input, SequenceContext context) {
    LayerChecks.forward(plan.cell().layer(), plan.cell().forward(), parameters, input, context);
    precision(parameters, input, context);
    return new FusedPass(
        Run.of(plan, engine.kernelsInUse(), parameters, input, context), engine, workspaces);
  }

  private void precision(NamedTensors parameters, LayerInput input, SequenceContext context) {
    String layer = plan.cell().layer();
    LayerChecks.precision(layer, "parameter", engine.precision(), parameters);
    LayerChecks.precision(layer, "initial state", engine.precision(), context.initialStates());
    if (input instanceof LayerInput.Vectors vectors) {
      LayerChecks.precision(layer, "the input", engine.precision(), vectors.values());
    }
  }
}
