package dev.carousel.flow.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a network, with its evidence.
 *
 * @param rule which
 * @param title in a sentence
 * @param evidence the measurements behind it, a sentence each
 * @param confidence its confidence
 * @param layer the group of the layer's parameters; null if it is about the whole network
 * @param subject the state or gate; null if it is about none
 */
public record Finding(
    Rule rule,
    String title,
    List<String> evidence,
    Confidence confidence,
    @Nullable String layer,
    @Nullable String subject) {
  /** Copies the list. */
  public Finding {
    evidence = List.copyOf(evidence);
  }
}
