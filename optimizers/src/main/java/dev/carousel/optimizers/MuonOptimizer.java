package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Muon for matrices, AdamW for the rest; the equations are in {@link MuonProvider}.
 *
 * @param isOfAll whether matrices of embeddings and head are included
 */
record MuonOptimizer(MuonStep ofMatrices, AdamWOptimizer ofRest, boolean isOfAll)
    implements Optimizer {
  private static final String MATRICES = "matrices";
  private static final String REST = "rest";

  /** The groups of the parameters before and after the recurrent layers. */
  private static final String HEAD = "head";

  private static final String EMBEDDING = "embedding";

  @Override
  public OptimizerState init(NamedTensors parameters) {
    Set<String> matrices = matrices(parameters);
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    slots.put(MuonStep.MOMENTUM, parameters.only(matrices).like());
    slots.putAll(ofRest.init(parameters.only(others(parameters, matrices))).slots());
    return new OptimizerState(0, slots);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    Set<String> matrices = matrices(parameters);
    ofMatrices.update(
        state.part(MATRICES, matrices),
        parameters.only(matrices),
        gradients.only(matrices),
        rateFactor);
    Set<String> rest = others(parameters, matrices);
    ofRest.update(state.part(REST, rest), parameters.only(rest), gradients.only(rest), rateFactor);
    state.advance();
  }

  private Set<String> matrices(NamedTensors parameters) {
    Set<String> matrices = new LinkedHashSet<>();
    parameters.forEach(
        (name, tensor) -> {
          if (isOwn(name, tensor.rank())) {
            matrices.add(name);
          }
        });
    return matrices;
  }

  /** Whether a parameter is one of the matrices, not of the rest. */
  private boolean isOwn(String name, int rank) {
    String group = NamedTensors.groupOf(name);
    boolean isAtEnd = group.equals(HEAD) || group.startsWith(EMBEDDING);
    return rank == 2 && (isOfAll || !isAtEnd);
  }

  @Override
  public long scratchBytes(Map<String, int[]> shapes) {
    Map<String, int[]> matrices = new LinkedHashMap<>(shapes);
    matrices.entrySet().removeIf(entry -> !isOwn(entry.getKey(), entry.getValue().length));
    return ofMatrices.scratchBytes(matrices.values());
  }

  private static Set<String> others(NamedTensors parameters, Set<String> matrices) {
    Set<String> others = new LinkedHashSet<>(parameters.names());
    others.removeAll(matrices);
    return others;
  }
}
