package dev.carousel.train;

import dev.carousel.engine.LayerMemory;
import dev.carousel.model.HeapBudget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The peak memory of a run, in bytes, by part.
 *
 * @param parameters the network's parameters, the best ones, and what is prepared from them for the
 *     kernels
 * @param optimizer the optimizer's state, and what its updates need beside it
 * @param goodState the state to which a hook may roll the run back
 * @param activations the layers' working memory for training and validation: what the backward pass
 *     reads of the forward pass, and all gradients
 * @param work temporary memory of an update
 * @param data the memory of the data
 * @param longest the number of elements of the longest array; more than {@link
 *     LayerMemory#LONGEST_ARRAY} is impossible, however large the heap
 */
public record MemoryEstimate(
    long parameters,
    long optimizer,
    long goodState,
    long activations,
    long work,
    long data,
    long longest) {
  /** All parts together. */
  public long total() {
    return parameters + optimizer + goodState + activations + work + data;
  }

  /** Whether the heap and Java's arrays are large enough. */
  boolean fits(HeapBudget budget) {
    return total() <= budget.usable() && longest <= LayerMemory.LONGEST_ARRAY;
  }

  /** The total and its parts, the largest first: {@code 1.5 GiB: activations 1.4 GiB, ..}. */
  @Override
  public String toString() {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("activations", activations);
    parts.put("parameters", parameters);
    parts.put("optimizer", optimizer);
    parts.put("state to go back to", goodState);
    parts.put("work of one update", work);
    parts.put("data", data);
    return HeapBudget.words(total())
        + ": "
        + parts.entrySet().stream()
            .filter(part -> part.getValue() > 0)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(part -> part.getKey() + " " + HeapBudget.words(part.getValue()))
            .collect(Collectors.joining(", "));
  }
}
