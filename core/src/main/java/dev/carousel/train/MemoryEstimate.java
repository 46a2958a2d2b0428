package dev.carousel.train;

import dev.carousel.engine.LayerMemory;
import dev.carousel.model.HeapBudget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much memory a run takes at its height, in bytes, part by part.
 *
 * @param parameters the network's, the best ones, and what is prepared from them for the kernels
 * @param optimizer what the optimizer remembers
 * @param goodState what a hook may send the run back to
 * @param activations the layers' working memory: what the backward pass reads of the forward pass,
 *     and all gradients; for training and for validation
 * @param work what an update makes and drops again
 * @param data what the data take while they are read
 * @param longest the elements of the longest array; more than {@link LayerMemory#LONGEST_ARRAY}
 *     cannot be had, however large the heap
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

  /** Whether a heap is large enough, and Java's arrays are. */
  boolean fits(HeapBudget budget) {
    return total() <= budget.usable() && longest <= LayerMemory.LONGEST_ARRAY;
  }

  /** The whole, and its parts, the largest first: {@code 1.5 GiB: activations 1.4 GiB, ..}. */
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
