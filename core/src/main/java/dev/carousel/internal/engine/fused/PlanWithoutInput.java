package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Planner;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a cell without the product that finds the gradient of its input: symbols have none,
 * and a network that is trained asks for none of what it reads. Of symbols this product has as many
 * operations as one with a whole embedding. Made when it is first asked for. Thread-safe.
 */
final class PlanWithoutInput {
  private final CellPlan whole;
  private @Nullable CellPlan plan;

  PlanWithoutInput(CellPlan whole) {
    this.whole = whole;
  }

  synchronized CellPlan get() {
    CellPlan known = plan;
    if (known == null) {
      known =
          whole.inputGradient() == null ? whole : Planner.plan(whole.cell().withoutInputGradient());
      plan = known;
    }
    return known;
  }
}
