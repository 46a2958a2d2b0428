package dev.carousel.internal.engine.fused;

import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.CellDropout;
import dev.carousel.engine.LayerMemory;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.PassSize;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Planner;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/**
 * A planned cell.
 *
 * @param plan with the gradient of the input
 * @param withoutInput the plan without it
 */
record FusedProgram(CellPlan plan, PlanWithoutInput withoutInput, FusedEngine engine)
    implements LayerProgram {

  /** A cell, planned with the gradient of the input; without it when that is needed. */
  FusedProgram(CellPlan plan, FusedEngine engine) {
    this(plan, new PlanWithoutInput(plan), engine);
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
  public List<String> gates() {
    return plan.cell().gates();
  }

  @Override
  public List<ParameterSpec> recurrentMatrices() {
    return plan.cell().recurrentMatrices();
  }

  @Override
  public List<MaskSpec> masks() {
    return plan.cell().forward().masks();
  }

  @Override
  public LayerProgram dropping(CellDropout dropout) {
    return new FusedProgram(Planner.plan(plan.cell().dropping(dropout)), engine);
  }

  @Override
  public LayerProgram expecting(CellDropout dropout) {
    return new FusedProgram(Planner.plan(plan.cell().expecting(dropout)), engine);
  }

  @Override
  public LayerProgram apart() {
    return new FusedProgram(Planner.plan(plan.cell().apart()), engine);
  }

  @Override
  public LayerProgram tangent() {
    return new FusedProgram(Planner.plan(plan.cell().tangent()), engine);
  }

  @Override
  public long multiplications() {
    return plan.cell().multiplications();
  }

  @Override
  public LayerMemory memory(PassSize size) {
    return new MemoryCount(plan, engine).of(size);
  }

  @Override
  public BoundLayer bind(NamedTensors parameters) {
    String layer = plan.cell().layer();
    LayerChecks.parameters(layer, plan.cell().forward(), parameters);
    parameters.forEach(
        (name, tensor) ->
            LayerChecks.precision(layer, "parameter " + name, engine.precision(), tensor));
    return new FusedBinding(this, plan.cell().withConstants(parameters));
  }
}
