package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Planner;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a cell for symbols, which have no gradient: without the product that finds one. It
 * has as many operations as the product with a whole embedding. Made when it is first asked for.
 * Thread-safe.
 */
final class SymbolPlan {
  private final CellPlan ofVectors;
  private @Nullable CellPlan plan;

  SymbolPlan(CellPlan ofVectors) {
    this.ofVectors = ofVectors;
  }

  synchronized CellPlan get() {
    CellPlan known = plan;
    if (known == null) {
      known =
          ofVectors.inputGradient() == null
              ? ofVectors
              : Planner.plan(ofVectors.cell().ofSymbols());
      plan = known;
    }
    return known;
  }
}
